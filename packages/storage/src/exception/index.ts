/** Exceptions that people have made, with those that have ended. */

import type { Exception } from '@daybreak/core/exception';
import { sql } from 'kysely';
import type { Reader, Transactor } from '../database/index.ts';

/** The newest first; all of them, or the one with this id. */
export async function listExceptions(reader: Reader, id?: string): Promise<Exception[]> {
  const rows = await reader
    .selectFrom('exceptions')
    .select(['id', 'host_id', 'host_name', 'host_group', 'object_kind', 'object', 'owner'])
    .select(['reason', 'zone', 'created_by', 'created_at', 'revoked_by', 'revoked_at'])
    .select(sql<string>`to_char(until, 'YYYY-MM-DD')`.as('until'))
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ owner, reason, until, zone, ...row }) => ({
    id: row.id,
    subject:
      row.host_group === null
        ? { kind: 'host', id: row.host_id, name: row.host_name ?? '' }
        : { kind: 'group', group: row.host_group },
    object: { kind: row.object_kind, name: row.object },
    owner,
    reason,
    until,
    zone,
    createdBy: row.created_by,
    createdMs: row.created_at.getTime(),
    revokedBy: row.revoked_by,
    revokedMs: row.revoked_at?.getTime() ?? null,
  }));
}

export async function addException(tx: Transactor, exception: Exception): Promise<void> {
  const { id, subject, object, owner, reason, until, zone, createdBy, createdMs } = exception;
  await tx
    .insertInto('exceptions')
    .values({
      id,
      host_id: subject.kind === 'host' ? subject.id : null,
      host_name: subject.kind === 'host' ? subject.name : null,
      host_group: subject.kind === 'group' ? subject.group : null,
      object_kind: object.kind,
      object: object.name,
      owner,
      reason,
      until,
      zone,
      created_by: createdBy,
      created_at: new Date(createdMs),
    })
    .execute();
}

/** The exception as it is, until the transaction ends; null when there is none. */
export async function holdException(tx: Transactor, id: string): Promise<Exception | null> {
  await tx.selectFrom('exceptions').select('id').where('id', '=', id).forUpdate().execute();
  const [held] = await listExceptions(tx, id);
  return held ?? null;
}

export async function revokeException(
  tx: Transactor,
  id: string,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('exceptions')
    .set({ revoked_by: by, revoked_at: at })
    .where('id', '=', id)
    .execute();
}

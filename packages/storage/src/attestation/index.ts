/** What people have stated to have done under a directive, with what was withdrawn. */

import type { Attestation } from '@daybreak/core/compliance';
import type { Reader, Transactor } from '../database/index.ts';
import type { AttestationTable } from '../database/tables.ts';

/** The newest first; of all directives, or of this one. */
export async function listAttestations(reader: Reader, directive?: string): Promise<Attestation[]> {
  const rows = await reader
    .selectFrom('attestations')
    .selectAll()
    .$if(directive !== undefined, (query) => query.where('directive_id', '=', directive ?? ''))
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(attestationOf);
}

function attestationOf(row: AttestationTable): Attestation {
  const { id, directive_id: directive, action, at, evidence, stated_by: by } = row;
  const subject =
    row.host_group === null
      ? { kind: 'host' as const, id: row.host_id, name: row.host_name ?? '' }
      : { kind: 'group' as const, group: row.host_group };
  return {
    ...{ id, directive, subject, action, at, evidence, by },
    recordedMs: row.recorded_at.getTime(),
    withdrawnBy: row.withdrawn_by,
    withdrawnMs: row.withdrawn_at?.getTime() ?? null,
  };
}

export async function addAttestation(tx: Transactor, attestation: Attestation): Promise<void> {
  const { id, directive, subject, action, at, evidence, by, recordedMs } = attestation;
  await tx
    .insertInto('attestations')
    .values({
      id,
      directive_id: directive,
      host_id: subject.kind === 'host' ? subject.id : null,
      host_name: subject.kind === 'host' ? subject.name : null,
      host_group: subject.kind === 'group' ? subject.group : null,
      action,
      at,
      evidence,
      stated_by: by,
      recorded_at: new Date(recordedMs),
    })
    .execute();
}

/** Null when there is none of this directive, or it was withdrawn already. */
export async function withdrawAttestation(
  tx: Transactor,
  { id, directive }: { readonly id: string; readonly directive: string },
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<Attestation | null> {
  const row = await tx
    .updateTable('attestations')
    .set({ withdrawn_by: by, withdrawn_at: at })
    .where('id', '=', id)
    .where('directive_id', '=', directive)
    .where('withdrawn_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : attestationOf(row);
}

/** Exceptions are made and revoked; they end by themselves. */

import { type Exception, endProblem, exceptionState } from '@daybreak/core/exception';
import type { NewException, Exception as ShownException } from '@daybreak/protocol/exception';
import { appendAudit } from '@daybreak/storage/audit';
import { type Reader, transact } from '@daybreak/storage/database';
import { listDirectives } from '@daybreak/storage/directive';
import { addException, holdException, revokeException } from '@daybreak/storage/exception';
import { readHost } from '@daybreak/storage/host';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { requireZone } from '../directive/change.ts';
import { Refusal } from '../http/problem.ts';
import { shownException } from './view.ts';

/** @throws Refusal when it would end too late, or is for what is not there */
export async function makeException(
  { database, now, newId }: ServerContext,
  by: string,
  wanted: NewException,
): Promise<ShownException> {
  const at = now();
  requireZone(wanted.zone);
  const problem = endProblem(wanted, at.getTime());
  if (problem !== null) throw new Refusal('invalid-input', `body/until: ${problem}.`);
  return transact(database, async (tx) => {
    await requireObject(tx, wanted);
    const made: Exception = {
      ...wanted,
      id: newId(),
      subject: await subjectOf(tx, wanted),
      createdBy: by,
      createdMs: at.getTime(),
      revokedBy: null,
      revokedMs: null,
    };
    await addException(tx, made);
    await appendAudit(tx, { at, actor: by, action: 'exception.create', ...told(made) });
    return shownException(made, at.getTime());
  });
}

/** @throws Refusal when there is none, or it is not in force any more */
export async function endException(
  { database, now }: ServerContext,
  by: string,
  id: string,
): Promise<ShownException> {
  const at = now();
  return transact(database, async (tx) => {
    const held = await holdException(tx, id);
    if (held === null) throw new Refusal('not-found', 'There is no such exception.');
    const state = exceptionState(held, at.getTime());
    if (state !== 'in-force') throw new Refusal('invalid-input', `It is ${state} already.`);
    await revokeException(tx, id, { by, at });
    await appendAudit(tx, { at, actor: by, action: 'exception.revoke', ...told(held) });
    const revoked = { ...held, revokedBy: by, revokedMs: at.getTime() };
    return shownException(revoked, at.getTime());
  });
}

async function subjectOf(reader: Reader, { subject }: NewException): Promise<Exception['subject']> {
  if (subject.kind === 'group') return subject;
  const host = await readHost(reader, subject.id);
  if (host === null) throw new Refusal('invalid-input', 'body/subject/id: there is no such host.');
  return { kind: 'host', id: host.id, name: host.name };
}

/** Updates and advisories may be ahead of what the feeds know; a directive is there or is not. */
async function requireObject(reader: Reader, { object }: NewException): Promise<void> {
  if (object.kind !== 'directive') return;
  const isId = z.uuid().safeParse(object.name).success;
  if (isId && (await listDirectives(reader, object.name)).length > 0) return;
  throw new Refusal('invalid-input', 'body/object/name: there is no such directive.');
}

function told({ id, subject, object, owner, reason, until, zone }: Exception) {
  return {
    subject: subject.kind === 'host' ? subject.name : subject.group,
    details: { id, for: subject, from: object, owner, reason, until, zone },
  };
}

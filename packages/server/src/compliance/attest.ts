/** Statements that something was done under a directive; each is told of in the ledger. */

import type { Attestation } from '@daybreak/core/compliance';
import { beginsAt, type Directive } from '@daybreak/core/directive';
import type {
  NewAttestation,
  Attestation as ShownAttestation,
} from '@daybreak/protocol/compliance';
import { addAttestation, withdrawAttestation } from '@daybreak/storage/attestation';
import { appendAudit } from '@daybreak/storage/audit';
import { type Reader, transact } from '@daybreak/storage/database';
import { readHost } from '@daybreak/storage/host';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { isoTimeOf } from './view.ts';

/** @throws Refusal when the directive never demanded it, or it is yet to be done */
export async function attest(
  { database, now, newId }: ServerContext,
  by: string,
  directive: Directive,
  wanted: NewAttestation,
): Promise<ShownAttestation> {
  const at = now();
  if (!isDemanded(directive, wanted.action)) {
    throw new Refusal('invalid-input', 'body/action: the directive never demanded it.');
  }
  if (beginsAt(wanted.at, directive.zone) > at.getTime()) {
    throw new Refusal('invalid-input', 'body/at: is in the future.');
  }
  return transact(database, async (tx) => {
    const made: Attestation = {
      ...wanted,
      id: newId(),
      directive: directive.id,
      subject: await subjectOf(tx, wanted),
      by,
      recordedMs: at.getTime(),
      withdrawnBy: null,
      withdrawnMs: null,
    };
    await addAttestation(tx, made);
    await appendAudit(tx, { at, actor: by, action: 'attestation.create', ...told(made) });
    return shownAttestation(made);
  });
}

/** @throws Refusal when there is none, or it was withdrawn already */
export async function unattest(
  { database, now }: ServerContext,
  by: string,
  wanted: { readonly id: string; readonly directive: string },
): Promise<ShownAttestation> {
  const at = now();
  return transact(database, async (tx) => {
    const withdrawn = await withdrawAttestation(tx, wanted, { by, at });
    if (withdrawn === null) {
      throw new Refusal('not-found', 'There is no such statement, or it was withdrawn already.');
    }
    await appendAudit(tx, { at, actor: by, action: 'attestation.withdraw', ...told(withdrawn) });
    return shownAttestation(withdrawn);
  });
}

function isDemanded({ events }: Directive, action: Attestation['action']): boolean {
  return events.some(
    (event) =>
      event.kind !== 'withdrawn' && event.terms.demands.some((demand) => demand.action === action),
  );
}

async function subjectOf(reader: Reader, { subject }: NewAttestation) {
  if (subject.kind === 'group') return subject;
  const host = await readHost(reader, subject.id);
  if (host === null) throw new Refusal('invalid-input', 'body/subject/id: there is no such host.');
  return { kind: 'host' as const, id: host.id, name: host.name };
}

function told({ id, directive, subject, action, at, evidence }: Attestation) {
  return {
    subject: subject.kind === 'host' ? subject.name : subject.group,
    details: { id, directive, for: subject, action, at, evidence },
  };
}

export function shownAttestation(attestation: Attestation): ShownAttestation {
  const { directive: _directive, recordedMs, withdrawnMs, ...others } = attestation;
  return {
    ...others,
    recordedAt: new Date(recordedMs).toISOString(),
    withdrawnAt: isoTimeOf(withdrawnMs),
  };
}

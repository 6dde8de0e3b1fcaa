/** What is before approvers now: at most one root, and one list of manifests. */
import type { Reader, Transactor } from '../database/index.ts';

export interface StoredProposal {
  readonly what: 'root' | 'targets';
  readonly id: string;
  /** JSON, as it goes from hand to hand. */
  readonly document: string;
  readonly madeBy: string;
  readonly madeAt: Date;
}

export function listProposals(reader: Reader): Promise<StoredProposal[]> {
  return reader
    .selectFrom('trust_proposals')
    .select(['what', 'id', 'document', 'made_by as madeBy', 'made_at as madeAt'])
    .orderBy('what')
    .execute();
}

export async function readProposal(reader: Reader, id: string): Promise<StoredProposal | null> {
  return (await listProposals(reader)).find((one) => one.id === id) ?? null;
}

/** In the place of what was before approvers. */
export async function putProposal(tx: Transactor, proposal: StoredProposal): Promise<void> {
  const { what, id, document, madeBy, madeAt } = proposal;
  await removeProposal(tx, what);
  await tx
    .insertInto('trust_proposals')
    .values({ what, id, document, made_by: madeBy, made_at: madeAt })
    .execute();
}

export async function removeProposal(tx: Transactor, what: StoredProposal['what']): Promise<void> {
  await tx.deleteFrom('trust_proposals').where('what', '=', what).execute();
}

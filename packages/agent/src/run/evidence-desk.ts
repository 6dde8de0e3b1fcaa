import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeptEvidence, Order } from '@daybreak/protocol/agent';
import { type Evidence, keepEvidence } from '../evidence/index.ts';
import type { ServerClient } from '../server-client/index.ts';

export interface EvidenceDesk {
  readonly stateFolder: string;
  readonly client: ServerClient;
  readonly instance: string;
  readonly collect: () => Promise<Evidence>;
}

/** Gathers, keeps, and hands over where the order asks for that. @throws Error where any of it fails */
export async function gatherEvidence(
  { stateFolder, client, instance, collect }: EvidenceDesk,
  { id, evidence: wish }: Order,
): Promise<KeptEvidence> {
  const gathered = await collect();
  const kept = await keepEvidence(join(stateFolder, 'evidence'), id, gathered);
  if (wish !== 'upload') return kept;
  const evidence = (await readFile(kept.path)).toString('base64');
  const answer = await client.handOver(id, { instance, sha256: kept.sha256, evidence });
  if (answer.kind === 'answered') return kept;
  throw new Error(`the server did not take it (${answer.kind}): ${answer.why}`);
}

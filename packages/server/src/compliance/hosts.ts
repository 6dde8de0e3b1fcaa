/** Judged hosts by name, a batch at a time: all of them, or those in certain states. */

import type { ComplianceState, HostCompliance } from '@daybreak/core/compliance';
import { type Among, fleetAt, type HostPosition, hostsAt } from '@daybreak/storage/host-then';
import type { JudgedHost, Proof } from './proof.ts';

const batchSize = 1_000;

/** After this one, or from the first on. */
export async function* allHosts(
  proof: Proof,
  after?: HostPosition,
  among?: Among,
): AsyncGenerator<readonly JudgedHost[]> {
  const { reader, at } = proof;
  let last = after;
  for (;;) {
    const hosts = await hostsAt(reader, { at, after: last, limit: batchSize, among });
    if (hosts.length > 0) yield await proof.judge(hosts);
    if (hosts.length < batchSize) return;
    last = hosts.at(-1);
  }
}

/** Those that are in one of these states by the first directive. */
export async function* hostsInStates(
  proof: Proof,
  states: readonly ComplianceState[],
  after?: HostPosition,
): AsyncGenerator<readonly JudgedHost[]> {
  let last = after;
  // A state that many are in is found in the first batch, at less than the cost of judging the fleet.
  for await (const batch of allHosts(proof, after)) {
    yield batch.filter((one) => isIn(states, one));
    if (batch.length < batchSize) return;
    last = batch.at(-1)?.host;
    break;
  }
  const among = await mayBeIn(proof, states);
  if (among === null) return;
  for await (const batch of allHosts(proof, last, among)) {
    yield batch.filter((one) => isIn(states, one));
  }
}

/** Which hosts can be in these states; null for none of the fleet. */
async function mayBeIn(proof: Proof, states: readonly ComplianceState[]): Promise<Among | null> {
  const { reader, at, named } = proof;
  const { alike, alone } = await fleetAt(reader, { at, named });
  const judged = await proof.judgeAlike(alike);
  const kinds = judged.filter((one) => isIn(states, one)).map((one) => one.alike);
  return kinds.length + alone.length === 0 ? null : { at, named, kinds };
}

function isIn(
  states: readonly ComplianceState[],
  { answers: [answer] }: { readonly answers: readonly HostCompliance[] },
): boolean {
  return answer !== undefined && states.includes(answer.state);
}

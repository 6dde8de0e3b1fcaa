/** The fleet in shares of hosts that stand alike, for whoever only counts. */

import type { HostCompliance } from '@daybreak/core/compliance';
import { fleetAt, theseHostsAt } from '@daybreak/storage/host-then';
import type { JudgedAlike, JudgedHost, Proof } from './proof.ts';

export interface Share {
  readonly hosts: number;
  /** How many of them are of the example fleet. */
  readonly example: number;
  /** Of each of them, by the directives in their order. */
  readonly answers: readonly HostCompliance[];
  /** Of their inventories; null where there is none. */
  readonly oldest: Date | null;
  readonly newest: Date | null;
}

const batchSize = 1_000;

/** Each host is in one share. */
export async function* sharesOf(proof: Proof): AsyncGenerator<Share> {
  const { reader, at, named } = proof;
  const { alike, alone } = await fleetAt(reader, { at, named });
  for (const one of await proof.judgeAlike(alike)) yield shareOfAlike(one);
  for (let start = 0; start < alone.length; start += batchSize) {
    const hosts = await theseHostsAt(reader, at, alone.slice(start, start + batchSize));
    for (const one of await proof.judge(hosts)) yield shareOfHost(one);
  }
}

function shareOfAlike({ alike, answers }: JudgedAlike): Share {
  const { hosts, example, oldest, newest } = alike;
  return { hosts, example, answers, oldest, newest };
}

function shareOfHost({ host: { fleet, inventoryAt }, answers }: JudgedHost): Share {
  const example = Number(fleet === 'example');
  return { hosts: 1, example, answers, oldest: inventoryAt, newest: inventoryAt };
}

/** What a proof rests on, in words, with what is not kept. */

import type { FeedStatus } from '@daybreak/core/bulletin';
import type { Knowing } from '@daybreak/core/compliance';
import { utcDay } from '@daybreak/core/time';

export interface ProofBasis {
  readonly atMs: number;
  readonly nowMs: number;
  readonly knowing: Knowing;
  readonly feeds: readonly FeedStatus[];
  /** Names of hosts that were removed since. */
  readonly removed: readonly string[];
}

const namesMax = 5;

export function basisInWords(basis: ProofBasis): string[] {
  const { atMs, nowMs, removed } = basis;
  const past = atMs < nowMs;
  return [
    'Inventories: each host by the newest one that is known to be from then or before. While nothing changes on a host only its first and its last inventory are kept, so a date can be older than the inventory was.',
    bulletinsInWords(basis),
    ...(past ? [notKept, recordInWords(basis)] : []),
    'Exceptions count from when they were made until they ended or were revoked.',
    ...(removed.length > 0 ? [removedInWords(removed)] : []),
  ];
}

const notKept =
  'Facts that people set for a host are as they were then. Not kept, and so as they are now: rules that give facts, groups that came with an import, and domains. Where it is known that a host was in another group, and the directive goes by group, it is unknown.';

function bulletinsInWords({ feeds, atMs }: ProofBasis): string {
  if (feeds.length === 0) return 'Bulletins: none has been read, so nothing is known of any host.';
  const read = feeds.map(({ name, asOf }) => `${name} up to ${asOf ?? 'nothing'}`).join(', ');
  return `Bulletins: what publishers had published by the end of ${utcDay(atMs)} (UTC), read from ${read}.`;
}

function recordInWords({ knowing }: ProofBasis): string {
  return knowing === 'now'
    ? 'By all that is known now: events of the directive and statements count from when they took effect, also where they were entered later; statements withdrawn since count for nothing.'
    : 'As it was on record then: events of the directive and statements that were entered later do not count.';
}

function removedInWords(removed: readonly string[]): string {
  const some = removed.slice(0, namesMax).join(', ');
  const more = removed.length > namesMax ? ` and ${removed.length - namesMax} more` : '';
  return `Left out: hosts that were removed since, with their history: ${some}${more}.`;
}

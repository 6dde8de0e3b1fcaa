import type { PlanHost } from './host.ts';

/** A cryptographic hash: what it gives for texts that differ must look like chance. */
export type HashText = (text: string) => string | bigint;

/** A stratum with its hosts in an order drawn by lot. */
export interface SaltedStratum {
  readonly name: string;
  /** Positions in the list of hosts. */
  readonly members: readonly number[];
}

/**
 * Strata in an order drawn by lot, and so the hosts in each. The lot is the hash of the salt and the
 * name alone, so that the order in which hosts are listed changes nothing.
 * @throws {RangeError} where two hosts of a stratum have the same id
 */
export function saltedStrata(
  hosts: readonly PlanHost[],
  salt: string,
  hash: HashText,
): readonly SaltedStratum[] {
  const byName = new Map<string, number[]>();
  for (const [position, { stratum }] of hosts.entries()) {
    const members = byName.get(stratum);
    if (members === undefined) byName.set(stratum, [position]);
    else members.push(position);
  }
  const lots = hosts.map(({ id }) => hash(JSON.stringify([salt, 'host', id])));
  const strata = [...byName].map(([name, members]) => {
    sortByLot(members, lots, (position) => hosts[position]?.id ?? '');
    return { name, members };
  });
  const order = strata.map((_, at) => at);
  const stratumLots = strata.map(({ name }) => hash(JSON.stringify([salt, 'stratum', name])));
  sortByLot(order, stratumLots, (at) => strata[at]?.name ?? '');
  return order.flatMap((at) => strata[at] ?? []);
}

/** Sorts positions by their lots, and by name where two drew the same. */
function sortByLot(
  positions: number[],
  lots: readonly (string | bigint)[],
  nameOf: (position: number) => string,
): void {
  positions.sort((a, b) => {
    const [lotA = '', lotB = ''] = [lots[a], lots[b]];
    if (lotA !== lotB) return lotA < lotB ? -1 : 1;
    if (a === b) return 0;
    const [nameA, nameB] = [nameOf(a), nameOf(b)];
    if (nameA === nameB) throw new RangeError(`two hosts have the id ${nameA}`);
    return nameA < nameB ? -1 : 1;
  });
}

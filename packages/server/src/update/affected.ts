/** One update: who needs it, by product and state, with the evidence. Pure but for the names. */

import type { ClosedAdvisories, NeedInShort } from '@daybreak/core/exposure';
import type { AffectedGroup, UpdateDetail } from '@daybreak/protocol/update';
import type { CountedStanding } from './board.ts';
import { type AdvisoryFacts, union } from './ranking.ts';

/** Postures that are in the same state for the same reason. */
export interface Affected extends Omit<AffectedGroup, 'examples'> {
  readonly postures: readonly string[];
}

const states: readonly AffectedGroup['state'][] = ['exposed', 'unknown', 'fixed'];

export function affectedBy(standings: readonly CountedStanding[], update: string): Affected[] {
  const groups = new Map<string, Affected>();
  for (const counted of standings) {
    const found = stateOf(counted, update);
    if (found === null) continue;
    const { product } = counted.standing;
    const key = JSON.stringify([product, found.state, found.because]);
    const group = groups.get(key) ?? { product, ...found, hosts: 0, postures: [] };
    groups.set(key, {
      ...group,
      hosts: group.hosts + counted.hosts,
      postures: [...group.postures, counted.hash],
    });
  }
  return [...groups.values()].sort(
    (a, b) => states.indexOf(a.state) - states.indexOf(b.state) || b.hosts - a.hosts,
  );
}

function stateOf(
  { standing }: CountedStanding,
  update: string,
): Pick<Affected, 'state' | 'rule' | 'because'> | null {
  const need = needOf(standing.install, update);
  if (need !== undefined) return { state: 'exposed', rule: need.rule, because: need.because };
  if (standing.fixed.includes(update)) return { state: 'fixed', rule: null, because: '' };
  if (standing.unknown.includes(update)) return { state: 'unknown', rule: null, because: '' };
  return null;
}

function needOf(install: readonly NeedInShort[], update: string): NeedInShort | undefined {
  return install.find((need) => need.update === update);
}

/** What it closes, each with the number of hosts on which this update is what closes it. */
export function advisoriesOf(
  standings: readonly CountedStanding[],
  update: string,
  facts: AdvisoryFacts,
): Pick<UpdateDetail, 'supersedes' | 'advisories'> {
  const needs = standings.flatMap(({ standing, hosts }) => {
    const need = needOf(standing.install, update);
    return need === undefined ? [] : [{ need, hosts }];
  });
  const hostsOf = new Map<ClosedAdvisories, number>();
  for (const { need, hosts } of needs) {
    for (const list of need.closes) hostsOf.set(list, (hostsOf.get(list) ?? 0) + hosts);
  }
  const open = new Map<string, number>();
  for (const [{ closes }, hosts] of hostsOf) {
    for (const cve of closes) open.set(cve, (open.get(cve) ?? 0) + hosts);
  }
  const exploited = new Set([...hostsOf.keys()].flatMap((list) => facts.exploitedIn(list)));
  const advisories = [...open].map(([cve, count]) => ({
    cve,
    severity: facts.severityOf(cve),
    knownExploited: exploited.has(cve),
    open: count,
  }));
  return { supersedes: union(needs, ({ need }) => need.supersedes), advisories };
}

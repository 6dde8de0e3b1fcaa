/** Today's list: which updates to install, by deadline. Pure. */

import { severityRank, worseSeverity } from '@daybreak/core/bulletin';
import type { ClosedAdvisories, NeedInShort } from '@daybreak/core/exposure';
import type { FleetCounts, UpdateSummary } from '@daybreak/protocol/update';
import type { DeadlineState } from '@daybreak/protocol/urgency';
import type { UpdateDeadlines } from '../urgency/update-deadlines.ts';
import type { CountedStanding } from './board.ts';

/** What is known of advisories beside what closes them. */
export interface AdvisoryFacts {
  /** The vendor's word, the worst of any product; empty where it gives none. */
  severityOf(advisory: string): string;
  /** Those of a list that are known to be exploited. */
  exploitedIn(closed: ClosedAdvisories): readonly string[];
}

/** Every update that some host needs now, by deadline. */
export function rankUpdates(
  standings: readonly CountedStanding[],
  facts: AdvisoryFacts,
  deadlines: UpdateDeadlines,
): UpdateSummary[] {
  const needs = needsByUpdate(standings);
  const counts = countHosts(standings, needs);
  return [...needs]
    .map(([update, said]) => {
      const summary = summarise(update, [...said], facts);
      const hosts = counts.get(update) ?? { exposed: 0, fixed: 0, unknown: 0 };
      return { ...summary, hosts, deadline: deadlines.of(update, said) };
    })
    .sort(soonestFirst);
}

/**
 * One update, also when no host needs it any more: then only the counts are known. Null when it is
 * none that any host has or lacks.
 */
export function summaryOf(
  standings: readonly CountedStanding[],
  update: string,
  facts: AdvisoryFacts,
  deadlines: UpdateDeadlines,
): UpdateSummary | null {
  const said = needsByUpdate(standings).get(update) ?? new Set();
  const hosts = countHosts(standings, new Map([[update, said]])).get(update);
  if (hosts === undefined || hosts.exposed + hosts.fixed + hosts.unknown === 0) return null;
  const summary = summarise(update, [...said], facts);
  return { ...summary, hosts, deadline: deadlines.of(update, said) };
}

function needsByUpdate(standings: readonly CountedStanding[]): Map<string, Set<NeedInShort>> {
  const needs = new Map<string, Set<NeedInShort>>();
  for (const { standing } of standings) {
    for (const need of standing.install) {
      const said = needs.get(need.update) ?? new Set();
      needs.set(need.update, said.add(need));
    }
  }
  return needs;
}

type Counts = Map<string, { exposed: number; fixed: number; unknown: number }>;

function countHosts(
  standings: readonly CountedStanding[],
  wanted: ReadonlyMap<string, unknown>,
): Counts {
  const counts: Counts = new Map(
    [...wanted.keys()].map((update) => [update, { exposed: 0, fixed: 0, unknown: 0 }]),
  );
  for (const { standing, hosts } of standings) {
    for (const { update } of standing.install) addTo(counts, update, 'exposed', hosts);
    for (const update of standing.fixed) addTo(counts, update, 'fixed', hosts);
    for (const update of standing.unknown) addTo(counts, update, 'unknown', hosts);
  }
  return counts;
}

function addTo(
  counts: Counts,
  update: string,
  state: 'exposed' | 'fixed' | 'unknown',
  hosts: number,
): void {
  const count = counts.get(update);
  if (count !== undefined) count[state] += hosts;
}

/** What is said of it to different hosts, together: it may close more on one than on another. */
function summarise(
  update: string,
  said: readonly NeedInShort[],
  facts: AdvisoryFacts,
): Omit<UpdateSummary, 'hosts' | 'deadline'> {
  // Many hosts, but few lists: those of a product share them.
  const closed = new Set<ClosedAdvisories>(said.flatMap((need) => need.closes));
  const closes = union(closed, (list) => list.closes);
  const newest = said.toSorted((a, b) => (a.published < b.published ? 1 : -1))[0];
  return {
    update,
    title: titleOf(said),
    published: newest?.published ?? '',
    severity: closes.map((cve) => facts.severityOf(cve)).reduce(worseSeverity, ''),
    closes,
    knownExploited: union(closed, (list) => facts.exploitedIn(list)),
  };
}

/** One update serves several products, and its title names one: then they are counted instead. */
function titleOf(said: readonly NeedInShort[]): string {
  const titles = [...new Set(said.map(({ title }) => title))].sort();
  const [first = ''] = titles;
  const [what = ''] = first.split(' for ');
  const alike = titles.length > 1 && titles.every((title) => title.startsWith(`${what} for `));
  return alike ? `${what} for ${titles.length} products` : first;
}

export function union<T>(parts: Iterable<T>, of: (part: T) => readonly string[]): string[] {
  return [...new Set([...parts].flatMap(of))].sort();
}

const states: readonly DeadlineState[] = ['overdue', 'due', 'next-upgrade', 'waiting', 'excepted'];

/**
 * What is overdue first, then by deadline. How long something is overdue orders nothing: one host
 * that is ten years behind must not stand above the many that are a month behind; there, as between
 * equal deadlines, the tier counts, then what is exploited, severity, EPSS, and how many need it.
 */
function soonestFirst(a: UpdateSummary, b: UpdateSummary): number {
  return (
    stateRank(a) - stateRank(b) ||
    dueRank(a) - dueRank(b) ||
    Number(b.knownExploited.length > 0) - Number(a.knownExploited.length > 0) ||
    severityRank(a.severity) - severityRank(b.severity) ||
    b.hosts.exposed - a.hosts.exposed ||
    (b.deadline?.epss ?? 0) - (a.deadline?.epss ?? 0) ||
    order(b.published, a.published) ||
    order(a.update, b.update)
  );
}

function stateRank({ deadline }: UpdateSummary): number {
  return deadline === null ? states.length : states.indexOf(deadline.soonest.state);
}

function dueRank({ deadline }: UpdateSummary): number {
  if (deadline?.soonest.state === 'due') return Date.parse(deadline.soonest.due ?? '');
  return deadline?.soonest.hours ?? Number.MAX_SAFE_INTEGER;
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Every host once, by its verdict. */
export function countFleet(standings: readonly CountedStanding[]): FleetCounts {
  const counts = { hosts: 0, exposed: 0, clean: 0, unknown: 0, example: 0 };
  for (const { standing, hosts, example } of standings) {
    counts.hosts += hosts;
    counts[standing.verdict] += hosts;
    counts.example += example;
  }
  return { ...counts, postures: standings.length };
}

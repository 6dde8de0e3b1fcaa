import type { AdvisoryState, Assessment } from '@daybreak/protocol/exposure';

export type HostAdvisory = Assessment['advisories'][number];

export const advisoryStates: readonly AdvisoryState[] = [
  'open',
  'unknown',
  'fixed',
  'not affected',
];

/** How many advisories are in each state. */
export function countStates(advisories: readonly HostAdvisory[]): Record<AdvisoryState, number> {
  const counts = { open: 0, unknown: 0, fixed: 0, 'not affected': 0 };
  for (const { state } of advisories) counts[state] += 1;
  return counts;
}

/** The known exploited before the rest, each in the order in which they came. */
export function exploitedFirst(
  advisories: readonly HostAdvisory[],
  exploited: ReadonlySet<string>,
): HostAdvisory[] {
  return advisories.toSorted((a, b) => Number(exploited.has(b.cve)) - Number(exploited.has(a.cve)));
}

/** Those in this state (null for any) whose name, update or severity has the text, in any case. */
export function filterAdvisories(
  advisories: readonly HostAdvisory[],
  state: AdvisoryState | null,
  text: string,
): HostAdvisory[] {
  const wanted = text.trim().toLowerCase();
  return advisories.filter(
    (one) =>
      (state === null || one.state === state) &&
      [one.cve, one.update, one.severity].some((part) => part.toLowerCase().includes(wanted)),
  );
}

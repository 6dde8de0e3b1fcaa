/**
 * How a host stands to what a directive orders, gravest first. Only `complies` rests on the host's
 * own inventory; `attested` rests on a person's word, and is counted apart.
 */
export const complianceStates = [
  'overdue',
  'open',
  'unknown',
  'excepted',
  'exempt',
  'attested',
  'complies',
  'out-of-scope',
] as const;
export type ComplianceState = (typeof complianceStates)[number];

export type ComplianceCounts = Readonly<Record<ComplianceState, number>>;

/** The gravest of these; undefined for none. */
export function gravest<S extends ComplianceState>(states: readonly S[]): S | undefined {
  return states.toSorted((a, b) => complianceStates.indexOf(a) - complianceStates.indexOf(b))[0];
}

export function countStates(states: Iterable<ComplianceState>): ComplianceCounts {
  const counts = noneOf();
  for (const state of states) counts[state] += 1;
  return counts;
}

/** 0 of each. */
export function noneOf(): Record<ComplianceState, number> {
  const none = complianceStates.map((state) => [state, 0]);
  return Object.fromEntries(none) as Record<ComplianceState, number>;
}

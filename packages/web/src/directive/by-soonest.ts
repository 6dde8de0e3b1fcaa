/** The order in which directives are listed: what somebody has to look at first comes first. */
import type { ComplianceOverview } from '@daybreak/protocol/compliance';
import type { DirectiveSummary } from '@daybreak/protocol/directive';

type Listed = Pick<DirectiveSummary, 'id' | 'state' | 'due'>;

/**
 * Those with overdue hosts first, then by the next time that ends, then those whose times have all
 * ended or are not known; what is not in force comes last. Among equals the order stays.
 */
export function bySoonest<D extends Listed>(
  directives: readonly D[],
  overview: ComplianceOverview | null,
  nowMs: number,
): readonly D[] {
  const overdue = new Set(
    overview?.directives.flatMap(({ directive, counts }) =>
      counts.overdue > 0 ? [directive] : [],
    ),
  );
  const rank = (one: Listed) => [
    one.state === 'in-force' ? (overdue.has(one.id) ? 0 : 1) : one.state === 'to-come' ? 2 : 3,
    nextDueMs(one, nowMs),
  ];
  return directives.toSorted((a, b) => {
    const [[stateA = 0, dueA = 0], [stateB = 0, dueB = 0]] = [rank(a), rank(b)];
    return stateA - stateB || compare(dueA, dueB);
  });
}

/** When the next of its times ends; infinite where none is to come, or known. */
function nextDueMs({ due }: Listed, nowMs: number): number {
  const times = due.map(({ at }) => (at === null ? Number.POSITIVE_INFINITY : Date.parse(at)));
  return Math.min(Number.POSITIVE_INFINITY, ...times.filter((ms) => ms > nowMs));
}

/** The difference of two infinite times is none. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

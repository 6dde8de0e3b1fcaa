/** What is kept of the times that an agent has started. */

/** One start of an agent, as a request names it. */
export interface AgentRun {
  /** See `SerialParts`. */
  readonly start: number;
  /** Made anew, in memory alone, whenever an agent starts. */
  readonly instance: string;
}

/** A run with the greatest count that was seen of it. */
export interface CountedRun extends AgentRun {
  readonly count: number;
}

/** Why a host counts as two, until somebody has looked. */
export interface NoticedClone {
  /** The one that does not fit the current. */
  readonly run: AgentRun;
  /** In words, for whoever looks after the host. */
  readonly why: string;
}

export interface KeptRuns {
  /** Null before the first request, and after a clone was settled. */
  readonly current: CountedRun | null;
  /** The one before the current. */
  readonly previous: CountedRun | null;
  /** Instances that took part in a clone that was settled: they count no more. */
  readonly spent: readonly string[];
  readonly clone: NoticedClone | null;
}

export const noRuns: KeptRuns = { current: null, previous: null, spent: [], clone: null };

/**
 * Somebody has looked: the host goes on with its next start, whatever number that has, for a host
 * that was put back to an earlier state counts from an earlier one. What ran until now counts no more.
 */
export function settleClone({ current, previous, clone }: KeptRuns): KeptRuns {
  const runs = [current, previous, clone?.run];
  const spent = runs.flatMap((run) => (run ? [run.instance] : []));
  return { ...noRuns, spent: [...new Set(spent)] };
}

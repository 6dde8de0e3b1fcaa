/** The deadline of one update for the hosts of one group, as long as hosts are open. */
export interface FleetDeadline {
  /** `KB5039212`. */
  readonly update: string;
  readonly title: string;
  /** Id of the policy that gave it. */
  readonly policy: string;
  /** In the policy's words: `3 days`. */
  readonly tier: string;
  /** When the clock began, in milliseconds since 1970. */
  readonly fromMs: number;
  /** When the time is up, in milliseconds since 1970; null where it waits for the next upgrade. */
  readonly dueMs: number | null;
  /** Why, in words. */
  readonly reasons: string;
  /** How many hosts are open, 0 or more. */
  readonly hosts: number;
  /** Null where the policy has no group of its own. */
  readonly group: string | null;
}

/** What a deadline is of. Its time may move; what it is of stays. */
export type SubjectFacts = Pick<FleetDeadline, 'update' | 'policy' | 'group'>;

/** One text for one subject. */
export function subjectKey({ update, policy, group }: SubjectFacts): string {
  return JSON.stringify([update, policy, group]);
}

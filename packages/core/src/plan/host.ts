/** What a plan needs to know of a host. */
export interface PlanHost {
  readonly id: string;
  /** Hosts that are alike (hardware, build, role, configuration …): a bad patch hits some kinds only. */
  readonly stratum: string;
  readonly group: string;
  /** Hosts that must not all be away at once; null for none. */
  readonly dependencyGroup: string | null;
  readonly isOnline: boolean;
  /** Position among the calendars. */
  readonly calendar: number;
}

/** What is wrong with a plan, and where: `rings[2].startsAfterMs`. */
export interface PlanFault {
  readonly place: string;
  readonly fault: string;
}

/** Those of these faults that are there. */
export function found(
  checks: readonly (readonly [isThere: boolean, place: string, fault: string])[],
): readonly PlanFault[] {
  return checks.filter(([isThere]) => isThere).map(([, place, fault]) => ({ place, fault }));
}

/** Since when a level was never left again: the first day of an unbroken run at it or above. */
export interface Stage {
  readonly level: number;
  /** ISO date. */
  readonly since: string;
}

/**
 * What was said day by day, as levels that still hold: each higher than the one before it, and each
 * since when nothing less was said. What was said again, or said anew with a later date, begins nothing;
 * what was taken back leaves the level that stayed.
 * @param said in order of time
 */
export function unbrokenStages(
  said: readonly { readonly asOf: string; readonly level: number }[],
): readonly Stage[] {
  const stages: Stage[] = [];
  for (const { asOf, level } of said) {
    let since = asOf;
    for (let top = stages.at(-1); top !== undefined && top.level >= level; top = stages.at(-1)) {
      since = top.since;
      stages.pop();
    }
    stages.push({ level, since });
  }
  return stages;
}

/** Since when at least this level was held; undefined where it is not held. */
export function heldSince(stages: readonly Stage[], atLeast: number): string | undefined {
  return stages.find(({ level }) => level >= atLeast)?.since;
}

/** What orders updates to install among each other. */
export interface NeedRank {
  readonly update: string;
  /** ISO date of its release. */
  readonly published: string;
  /** How many advisories it closes, and how many of those are known to be exploited. */
  readonly advisories: number;
  readonly exploited: number;
  /** Rank of the worst severity among them; less is worse. */
  readonly worst: number;
}

/** Known exploited first, then the worst severity, then the most advisories, then the newest. */
export function worstNeedFirst(a: NeedRank, b: NeedRank): number {
  return (
    b.exploited - a.exploited ||
    a.worst - b.worst ||
    b.advisories - a.advisories ||
    compareText(b.published, a.published) ||
    compareText(a.update, b.update)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

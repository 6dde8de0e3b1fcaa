/** Microsoft's severity ratings, worst first. Every other word, and none, ranks last. */
const ratings: readonly string[] = ['Critical', 'Important', 'Moderate', 'Low'];

/** 0 is worst; 4 is no rating. */
export function severityRank(severity: string): number {
  const rank = ratings.indexOf(severity);
  return rank === -1 ? ratings.length : rank;
}

/** The worse of two ratings. */
export function worseSeverity(a: string, b: string): string {
  return severityRank(b) < severityRank(a) ? b : a;
}

const hoursOf: Readonly<Record<string, number>> = { hour: 1, day: 24, week: 168 };

/** The most that makes sense to wait: ten years. */
const hoursMax = 87_660;

/**
 * How long one may take.
 * @param text `24 hours`, `3 days`, `2 weeks`, `next upgrade`
 * @returns hours; null for `next upgrade`, which has no end; undefined where it is no such text
 */
export function readSpan(text: string): number | null | undefined {
  if (text === 'next upgrade') return null;
  const match = /^(\d{1,5}) (hour|day|week)s?$/.exec(text);
  const hours = Number(match?.[1]) * (hoursOf[match?.[2] ?? ''] ?? Number.NaN);
  return hours > 0 && hours <= hoursMax ? hours : undefined;
}

/**
 * The day on which Microsoft publishes the updates of a month: its second Tuesday.
 * @param month `2024-06`
 * @returns `2024-06-11`
 */
export function patchTuesday(month: string): string {
  const firstWeekday = new Date(`${month}-01T00:00:00Z`).getUTCDay();
  const tuesday = 2;
  const firstTuesday = 1 + ((tuesday - firstWeekday + 7) % 7);
  return `${month}-${String(firstTuesday + 7).padStart(2, '0')}`;
}

/** The ring of each host, in the order of hosts. */
export type RingDraw = Uint8Array;

/** More would not fit a draw. */
export const ringsMax = 250;

/** The mark of a host that has no ring yet. */
export const undrawn = 255;

/** How many hosts each ring has. */
export function countRings(draw: RingDraw, rings: number): readonly number[] {
  const counts = new Array<number>(rings).fill(0);
  for (const ring of draw) counts[ring] = (counts[ring] ?? 0) + 1;
  return counts;
}

/** Two arms in blocks of fixed size (Turner, Ly and Grünwald, JSPI 2024, arXiv 2106.02693). */

export interface Blocks {
  /** Hosts of each arm in a block. */
  readonly sizes: readonly [number, number];
  /** Parameters of the Beta distributions that the arms' shares are guessed by at first. */
  readonly prior: readonly [a1: number, a2: number, b1: number, b2: number];
}

const likelihood = (share: number, hits: number, of: number) =>
  share ** hits * (1 - share) ** (of - hits);

/** E after each block, from the hits of both arms in each. */
export function safeTwoByTwo(
  { sizes: [na, nb], prior: [a1, a2, b1, b2] }: Blocks,
  ya: readonly number[],
  yb: readonly number[],
): number[] {
  let [e, sumA, sumB] = [1, 0, 0];
  return ya.map((hitsA, block) => {
    const hitsB = yb[block] ?? 0;
    const shareA = (a1 + sumA) / (a1 + a2 + block * na);
    const shareB = (b1 + sumB) / (b1 + b2 + block * nb);
    const common = (na * shareA + nb * shareB) / (na + nb);
    e *=
      (likelihood(shareA, hitsA, na) * likelihood(shareB, hitsB, nb)) /
      likelihood(common, hitsA + hitsB, na + nb);
    sumA += hitsA;
    sumB += hitsB;
    return e;
  });
}

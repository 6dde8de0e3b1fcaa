import type { FeedDrop } from '@daybreak/core/bulletin';

/** Counts what a parser leaves out, by reason, keeping the first case of each as its example. */
export class DropCounter {
  readonly #drops = new Map<string, { count: number; readonly example: string }>();

  /** @param example one case with its place; asked for only when it is the first of its reason */
  add(reason: string, example: () => string): void {
    const drop = this.#drops.get(reason);
    if (drop === undefined) this.#drops.set(reason, { count: 1, example: example() });
    else drop.count += 1;
  }

  /** The most frequent reason first; equal counts in the order of their words. */
  list(): readonly FeedDrop[] {
    return [...this.#drops]
      .map(([reason, { count, example }]) => ({ reason, count, example }))
      .sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }
}

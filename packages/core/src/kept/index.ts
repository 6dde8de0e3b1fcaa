/** Remembers what was made for a key; forgets everything when it holds too much. */
export class Kept<T> {
  readonly #made = new Map<string, T>();
  readonly #most: number;

  /** @param most how many it holds at the most */
  constructor(most: number) {
    this.#most = most;
  }

  of(key: string, make: () => T): T {
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (this.#made.size >= this.#most) this.#made.clear();
    this.#made.set(key, made);
    return made;
  }
}

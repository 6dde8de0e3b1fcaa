/**
 * Watches one text that changes whenever what screens show may have changed, for as long as somebody
 * listens. Asking is cheap, and nobody is asked while nobody listens.
 */
export class RevisionWatch {
  readonly #revision: () => Promise<string>;
  readonly #everyMs: number;
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Set<(revision: string) => void>();
  #timer: NodeJS.Timeout | null = null;
  #last: string | null = null;
  #isFailing = false;

  /**
   * @param everyMs how often to ask; a change is told this much later at the most
   * @param onError told once when asking begins to fail; those who listen keep what they have
   */
  constructor(revision: () => Promise<string>, everyMs: number, onError: (error: unknown) => void) {
    this.#revision = revision;
    this.#everyMs = everyMs;
    this.#onError = onError;
  }

  /** Tells the revision now, and each one after it; until the function that it returns is called. */
  listen(listener: (revision: string) => void): () => void {
    this.#listeners.add(listener);
    if (this.#last !== null) listener(this.#last);
    this.#timer ??= setTimeout(() => void this.#look(), 0);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#last = null;
  }

  async #look(): Promise<void> {
    const revision = await this.#ask();
    if (this.#timer === null) return;
    this.#timer = setTimeout(() => void this.#look(), this.#everyMs);
    if (revision === null || revision === this.#last) return;
    this.#last = revision;
    for (const listener of this.#listeners) listener(revision);
  }
  async #ask(): Promise<string | null> {
    try {
      const revision = await this.#revision();
      this.#isFailing = false;
      return revision;
    } catch (error) {
      if (!this.#isFailing) this.#onError(error);
      this.#isFailing = true;
      return this.#last;
    }
  }
}

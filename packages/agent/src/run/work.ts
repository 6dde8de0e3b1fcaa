/** What the package manager is kept busy with: one thing at a time, and each to its end. */
export class Work {
  readonly #failed: (error: unknown) => void;
  #current: Promise<void> | null = null;

  /** @param failed is told of what went wrong where nobody foresaw it */
  constructor(failed: (error: unknown) => void) {
    this.#failed = failed;
  }

  get isBusy(): boolean {
    return this.#current !== null;
  }

  /** Begins it where nothing else is going on; otherwise nothing happens. */
  start(task: () => Promise<void>): void {
    if (this.isBusy) return;
    this.#current = task()
      .catch(this.#failed)
      .finally(() => {
        this.#current = null;
      });
  }

  /** When nothing is going on any more. */
  async settled(): Promise<void> {
    await this.#current;
  }
}

/** Ends a wait early. A ring while nobody waits ends the next wait. */
export class Bell {
  #rung = new AbortController();

  ring(): void {
    this.#rung.abort();
  }

  /** For one wait. */
  get signal(): AbortSignal {
    return this.#rung.signal;
  }

  /** Once the wait is over. */
  reset(): void {
    this.#rung = new AbortController();
  }
}

/** A byte for each host, of which a changed copy costs what is changed: a step must not copy a fleet. */

const chunkBits = 12;
const chunkSize = 1 << chunkBits;
const withinChunk = chunkSize - 1;

export class Column {
  readonly length: number;
  readonly #chunks: readonly Uint8Array[];

  private constructor(length: number, chunks: readonly Uint8Array[]) {
    this.length = length;
    this.#chunks = chunks;
  }

  static of(length: number, value: number): Column {
    // The same for all: nobody writes into a chunk that is not their own.
    const chunk = new Uint8Array(chunkSize).fill(value);
    return new Column(length, new Array(Math.ceil(length / chunkSize)).fill(chunk));
  }

  at(host: number): number {
    return this.#chunks[host >> chunkBits]?.[host & withinChunk] ?? 0;
  }

  edit(): ColumnDraft {
    return new ColumnDraft(this.#chunks, (chunks) => new Column(this.length, chunks), this);
  }
}

/** Changes to a column, which itself stays as it is. */
export class ColumnDraft {
  readonly #before: Column;
  readonly #make: (chunks: readonly Uint8Array[]) => Column;
  readonly #own = new Set<number>();
  #chunks: readonly Uint8Array[];
  #copy: Uint8Array[] | null = null;

  constructor(
    chunks: readonly Uint8Array[],
    make: (chunks: readonly Uint8Array[]) => Column,
    before: Column,
  ) {
    this.#chunks = chunks;
    this.#make = make;
    this.#before = before;
  }

  at(host: number): number {
    return this.#chunks[host >> chunkBits]?.[host & withinChunk] ?? 0;
  }

  set(host: number, value: number): void {
    const at = host >> chunkBits;
    this.#copy ??= [...this.#chunks];
    this.#chunks = this.#copy;
    let chunk = this.#copy[at];
    if (chunk === undefined || host >= this.#before.length) {
      throw new RangeError(`there is no host ${host} of ${this.#before.length}`);
    }
    if (!this.#own.has(at)) {
      chunk = chunk.slice();
      this.#copy[at] = chunk;
      this.#own.add(at);
    }
    chunk[host & withinChunk] = value;
  }

  /** The column as it is now; the draft is of no use any more. */
  done(): Column {
    return this.#copy === null ? this.#before : this.#make(this.#copy);
  }
}

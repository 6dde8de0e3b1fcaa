import type { KevDue, KevListing } from '@daybreak/core/threat';

/** What the catalogue says of an advisory that it lists. */
export interface ListingState {
  /** Null where it is not known. */
  readonly added: string | null;
  readonly due: string | null;
  readonly ransomware: boolean;
}

/** The catalogue's first day, from which something holds whose beginning nobody recorded. */
const catalogueStart = '2021-11-03';

/** The first day on which the catalogue told of ransomware at all. */
const ransomwareStart = '2023-10-12';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type OpenListing = Mutable<Omit<KevListing, 'due'>> & { readonly due: KevDue[] };

/** An advisory's listings while its changes still arrive, in order of time. */
export class ListingDraft {
  readonly #advisory: string;
  readonly #closed: KevListing[] = [];
  #open: OpenListing | null = null;

  constructor(advisory: string) {
    this.#advisory = advisory;
  }

  /** Lists the advisory unless it is listed. @param day by which it was listed at the latest */
  open({ added, due, ransomware }: ListingState, day: string): void {
    if (this.#open !== null) return;
    const since = added === null ? null : this.#afterRemoval(added, day);
    const from = since ?? catalogueStart;
    this.#open = {
      advisory: this.#advisory,
      added: since,
      removed: null,
      due: due === null ? [] : [{ from, day: due }],
      ransomware: ransomware ? (from > ransomwareStart ? from : ransomwareStart) : null,
    };
  }

  /** An entry that comes back keeps its old date: it was not listed all the time since then. */
  #afterRemoval(added: string, day: string): string {
    const removed = this.#closed.at(-1)?.removed ?? '';
    return added < removed || added > day ? day : added;
  }

  close(day: string): void {
    if (this.#open === null) return;
    this.#closed.push({ ...this.#open, removed: day });
    this.#open = null;
  }

  /** @param from day from which it holds */
  setDue(day: string | null, from: string): void {
    if (this.#open === null) return;
    const { due } = this.#open;
    if (due.at(-1)?.from === from) due.pop();
    if ((due.at(-1)?.day ?? null) !== day) due.push({ from, day });
  }

  setRansomware(known: boolean, day: string): void {
    if (this.#open === null) return;
    this.#open.ransomware = known ? (this.#open.ransomware ?? day) : null;
  }

  listings(): readonly KevListing[] {
    return this.#open === null ? this.#closed : [...this.#closed, this.#open];
  }
}

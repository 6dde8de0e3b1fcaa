import {
  type Knowledge,
  type KnownAdvisory,
  type KnownFix,
  type KnownUpdate,
  updateKinds,
} from '@daybreak/core/bulletin';
import { ColumnReader, ColumnWriter, cell, IndexError, type Numbers } from './columns.ts';

const restarts: readonly KnownUpdate['restart'][] = [null, 'yes', 'maybe', 'no'];

/** Knowledge as columns. What it is of is in the index's directory. */
export function encodeKnowledge({ updates, advisories, fixes }: Knowledge): Uint8Array {
  const out = new ColumnWriter();
  out.strings(updates.map(({ id }) => id));
  out.strings(updates.map(({ bulletin }) => bulletin));
  out.strings(updates.map(({ title }) => title));
  out.strings(updates.map(({ published }) => published));
  out.numbers(updates.map(({ kind }) => updateKinds.indexOf(kind)));
  out.numbers(updates.map(({ revision }) => (revision ?? -1) + 1));
  out.numbers(updates.map(({ restart }) => restarts.indexOf(restart)));
  out.lists(updates.map(({ supersedes }) => supersedes));
  out.strings(advisories.map(({ id }) => id));
  out.strings(advisories.map(({ severity }) => severity));
  out.numbers(advisories.map(({ exploited }) => Number(exploited)));
  const closing = fixes.flatMap((fix) => fix.updates);
  out.strings(fixes.map(({ component }) => component));
  out.numbers(fixes.map((fix) => fix.updates.length));
  out.numbers(closing.map(({ at }) => at));
  out.strings(closing.map(({ published }) => published));
  out.numbers(fixes.map((fix) => fix.advisories.length));
  out.numbers(fixes.flatMap((fix) => [...fix.advisories]));
  // Last, because most answers need none of them: they are decoded when one is first asked for.
  out.strings(advisories.map(({ title }) => title));
  out.strings(advisories.map(({ impact }) => impact));
  return out.bytes();
}

export function decodeKnowledge(bytes: Uint8Array): Knowledge {
  const columns = new ColumnReader(bytes);
  const updates = decodeUpdates(columns);
  const texts = new AdvisoryTexts(columns);
  const advisories = decodeAdvisories(columns, texts);
  return { updates, advisories, fixes: decodeFixes(columns) };
}

function decodeUpdates(columns: ColumnReader): KnownUpdate[] {
  const ids = columns.strings();
  const bulletins = columns.strings();
  const titles = columns.strings();
  const published = columns.strings();
  const kinds = columns.numbers();
  const revisions = columns.numbers();
  const restart = columns.numbers();
  const supersedes = columns.lists();
  return ids.map((id, at) => {
    const revision = cell(revisions, at) - 1;
    return {
      id,
      bulletin: cell(bulletins, at),
      title: cell(titles, at),
      published: cell(published, at),
      kind: cell(updateKinds, cell(kinds, at)),
      revision: revision === -1 ? null : revision,
      restart: cell(restarts, cell(restart, at)),
      supersedes: cell(supersedes, at),
    };
  });
}

function decodeAdvisories(columns: ColumnReader, texts: AdvisoryTexts): KnownAdvisory[] {
  const ids = columns.strings();
  const severities = columns.strings();
  const exploited = columns.numbers();
  return ids.map(
    (id, at) => new StoredAdvisory(texts, at, id, cell(severities, at), cell(exploited, at) === 1),
  );
}

/** Titles and impacts, which stand behind all other columns. */
class AdvisoryTexts {
  readonly #columns: ColumnReader;
  #texts: { readonly titles: readonly string[]; readonly impacts: readonly string[] } | undefined;

  /** @param columns a reader that has come to these columns by the time a text is asked for */
  constructor(columns: ColumnReader) {
    this.#columns = columns;
  }

  title(at: number): string {
    return cell(this.#read().titles, at);
  }

  impact(at: number): string {
    return cell(this.#read().impacts, at);
  }

  #read() {
    this.#texts ??= { titles: this.#columns.strings(), impacts: this.#columns.strings() };
    return this.#texts;
  }
}

class StoredAdvisory implements KnownAdvisory {
  readonly id: string;
  readonly severity: string;
  readonly exploited: boolean;
  // Not private to the class: thousands are made for an answer, and that would take twice as long.
  private readonly texts: AdvisoryTexts;
  private readonly at: number;

  constructor(texts: AdvisoryTexts, at: number, id: string, severity: string, exploited: boolean) {
    this.texts = texts;
    this.at = at;
    this.id = id;
    this.severity = severity;
    this.exploited = exploited;
  }

  get title(): string {
    return this.texts.title(this.at);
  }

  get impact(): string {
    return this.texts.impact(this.at);
  }
}

function decodeFixes(columns: ColumnReader): KnownFix[] {
  const components = columns.strings();
  const updateCounts = columns.numbers();
  const places = columns.numbers();
  const published = columns.strings();
  const advisoryCounts = columns.numbers();
  const advisories = columns.numbers();
  const closing = Array.from(places, (at, row) => ({ at, published: cell(published, row) }));
  const advisoriesOf = slicesOf(advisories, advisoryCounts);
  return slicesOf(closing, updateCounts).map((updates, at) => ({
    component: cell(components, at),
    updates,
    advisories: cell(advisoriesOf, at),
  }));
}

/** Takes a list apart into neighbours, so many for each. */
function slicesOf<T extends readonly unknown[] | Numbers>(list: T, counts: Numbers): readonly T[] {
  let end = 0;
  const slices = Array.from(counts, (count) => {
    end += count;
    return list.slice(end - count, end) as T;
  });
  if (end !== list.length) throw new IndexError(`${list.length} cells are not for ${end}`);
  return slices;
}

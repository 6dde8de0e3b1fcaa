import {
  type KnownAdvisory,
  type KnownFix,
  type KnownUpdate,
  type ProductKnowledge,
  updateKinds,
} from '@daybreak/core/bulletin';
import { ColumnReader, ColumnWriter, IndexError } from './columns.ts';

const restarts: readonly KnownUpdate['restart'][] = [null, 'yes', 'maybe', 'no'];

/** One product's knowledge as columns. What it is called is in the index's directory. */
export function encodeProduct({ updates, advisories, fixes }: ProductKnowledge): Uint8Array {
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
  out.strings(advisories.map(({ title }) => title));
  out.strings(advisories.map(({ severity }) => severity));
  out.strings(advisories.map(({ impact }) => impact));
  out.numbers(advisories.map(({ exploited }) => Number(exploited)));
  out.strings(advisories.map(({ listedExploited }) => listedExploited));
  out.numbers(fixes.map(({ advisory }) => advisory + 1));
  out.numbers(fixes.map(({ update }) => update + 1));
  out.strings(fixes.map(({ component }) => component));
  out.strings(fixes.map(({ published }) => published));
  return out.bytes();
}

export type ProductSection = Pick<ProductKnowledge, 'updates' | 'advisories' | 'fixes'>;

export function decodeProduct(bytes: Uint8Array): ProductSection {
  const columns = new ColumnReader(bytes);
  return {
    updates: decodeUpdates(columns),
    advisories: decodeAdvisories(columns),
    fixes: decodeFixes(columns),
  };
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

function decodeAdvisories(columns: ColumnReader): KnownAdvisory[] {
  const ids = columns.strings();
  const titles = columns.strings();
  const severities = columns.strings();
  const impacts = columns.strings();
  const exploited = columns.numbers();
  const listed = columns.strings();
  return ids.map((id, at) => ({
    id,
    title: cell(titles, at),
    severity: cell(severities, at),
    impact: cell(impacts, at),
    exploited: cell(exploited, at) === 1,
    listedExploited: cell(listed, at),
  }));
}

function decodeFixes(columns: ColumnReader): KnownFix[] {
  const advisories = columns.numbers();
  const updates = columns.numbers();
  const components = columns.strings();
  const published = columns.strings();
  return advisories.map((advisory, at) => ({
    advisory: advisory - 1,
    update: cell(updates, at) - 1,
    component: cell(components, at),
    published: cell(published, at),
  }));
}

function cell<T>(column: readonly T[], at: number): T {
  const value = column[at];
  if (value === undefined) throw new IndexError(`row ${at} is missing from a column`);
  return value;
}

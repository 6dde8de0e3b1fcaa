import { gzipSync } from 'node:zlib';
import type { DropCounter } from '../feed/index.ts';
import {
  changesBetween,
  formatChangeList,
  type KevCatalogue,
  type KevChange,
  listingsOf,
  mergeChanges,
  readCatalogue,
  readChangeList,
} from '../kev/index.ts';
import { encodeKev } from '../threat-file/index.ts';
import { isTable } from './identify.ts';
import type { Documents } from './part.ts';
import type { FeedFile } from './recognise.ts';
import { type ThreatRead, threatPart } from './threat-part.ts';

/** The one list in which the store keeps all changes that it knows. */
const storedList = 'kev-changes.csv.gz';

/** KEV with its history: the newest catalogue, all lists of changes, and what is new in it. */
export const kevPart = threatPart('kev', async (documents, drops) => {
  const file = documents.newest.find((one) => !isTable(one.path));
  const lists = await readLists(documents, drops);
  if (file === undefined) return withoutCatalogue(lists, drops);
  const catalogue = readCatalogue(await documents.read(file), file.source);
  const changes = mergeChanges([...lists, await newChanges(documents, file, catalogue)]);
  const listings = listingsOf(catalogue, changes);
  return {
    asOf: [catalogue.day, ...changes.map(({ day }) => day)].sort().at(-1) ?? catalogue.day,
    rows: catalogue.entries.length,
    encode: (told) => encodeKev(told, listings),
    together: packed(changes),
  };
});

async function readLists(
  { newest, read }: Documents,
  drops: DropCounter,
): Promise<readonly (readonly KevChange[])[]> {
  const lists: (readonly KevChange[])[] = [];
  for (const file of newest.filter(({ path }) => isTable(path))) {
    lists.push(readChangeList(await read(file), file.source, drops));
  }
  return lists;
}

/** What the catalogue changes of the one that the store has. */
async function newChanges(
  { kept, read }: Documents,
  file: FeedFile,
  catalogue: KevCatalogue,
): Promise<readonly KevChange[]> {
  const before = kept.find(({ path }) => !isTable(path));
  if (before === undefined || before === file) return [];
  return changesBetween(readCatalogue(await read(before), before.source), catalogue);
}

/** Changes alone do not tell what is listed: they are kept for the catalogue that comes. */
function withoutCatalogue(
  lists: readonly (readonly KevChange[])[],
  drops: DropCounter,
): ThreatRead {
  const changes = mergeChanges(lists);
  for (const { advisory, day } of changes) {
    drops.add('change of a catalogue that is not there', () => `${advisory} on ${day}`);
  }
  return { asOf: null, rows: 0, encode: (told) => encodeKev(told, []), together: packed(changes) };
}

function packed(changes: readonly KevChange[]) {
  if (changes.length === 0) return [];
  return [{ name: storedList, bytes: gzipSync(formatChangeList(changes)) }];
}

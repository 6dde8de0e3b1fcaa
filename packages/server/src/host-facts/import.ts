/** Facts from tables that people keep, set for the hosts that they name. */

import { type FactRow, readFactFile } from '@daybreak/intake/host-facts';
import type { FactsImported } from '@daybreak/protocol/host-facts';
import type { ImportError } from '@daybreak/protocol/import';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import { hostKey } from '@daybreak/storage/host';
import {
  type FactSetting,
  findHostsByName,
  type NamedHost,
  setHostFacts,
} from '@daybreak/storage/host-facts';
import type { ServerContext } from '../context/index.ts';
import type { UploadedFile } from '../host/upload.ts';

interface PlacedRow extends FactRow {
  readonly file: string;
}

/** Takes in what the files tell. What could not be read is in the answer, the rest is set. */
export async function importFacts(
  { database, now }: Pick<ServerContext, 'database' | 'now'>,
  actor: string,
  files: readonly UploadedFile[],
): Promise<FactsImported> {
  const at = now();
  const { rows, errors } = readAll(files);
  return transact(database, async (tx) => {
    const hosts = await findHostsByName(
      tx,
      rows.map(({ name }) => name),
    );
    const known = rows.flatMap((row) => knownHost(row, hosts, errors));
    const named = new Set(known.map(({ host }) => host.id));
    const changes = await setHostFacts(tx, settingsOf(known), { by: actor, at });
    const changed = new Set(changes.map(({ hostId }) => hostId)).size;
    const details = { changed, values: changes.length, errors: errors.length };
    const subject = files.map((file) => withPlainName(file).name).join(', ');
    await appendAudit(tx, { at, actor, action: 'host-facts.import', subject, details });
    const unchanged = named.size - changed;
    return { changed, unchanged, repeated: repeatedIn(known), ...firstOf(errors) };
  });
}

/** Nobody reads more, and a file with as many lines is wrong in the same way in each of them. */
const errorsToldMax = 1_000;

function firstOf(errors: readonly ImportError[]): Pick<FactsImported, 'errors' | 'errorsMore'> {
  const told = errors.slice(0, errorsToldMax);
  return { errors: told, errorsMore: errors.length - told.length };
}

function readAll(files: readonly UploadedFile[]): { rows: PlacedRow[]; errors: ImportError[] } {
  const errors: ImportError[] = [];
  const rows = files.map(withPlainName).flatMap((file) => {
    const read = readFactFile(file);
    for (const { line, message } of read.problems) {
      errors.push({ place: line === null ? file.name : `${file.name}:${line}`, message });
    }
    return read.rows.map((row) => ({ ...row, file: file.name }));
  });
  return { rows, errors };
}

/** The name is kept as a source: no database holds the zero character, or half a character. */
function withPlainName(file: UploadedFile): UploadedFile {
  return { ...file, name: file.name.slice(0, 255).replaceAll('\0', '').toWellFormed() };
}

interface KnownRow {
  readonly host: NamedHost;
  readonly row: PlacedRow;
}

/** None where no host has this name, or one of another domain has; which is told. */
function knownHost(
  row: PlacedRow,
  hosts: ReadonlyMap<string, NamedHost>,
  errors: ImportError[],
): KnownRow[] {
  const host = hosts.get(hostKey(row.name));
  const place = `${row.file}:${row.line}`;
  if (host === undefined) {
    errors.push({ place, message: `no host is called "${row.name}"` });
    return [];
  }
  if (isElsewhere(row.domain, host.domain)) {
    const message = `the host "${row.name}" is in the domain "${host.domain}", not "${row.domain}"`;
    errors.push({ place, message });
    return [];
  }
  return [{ host, row }];
}

/** A domain that is not known is no other one. */
function isElsewhere(said: string, known: string): boolean {
  return said !== '' && known !== '' && said.toLowerCase() !== known.toLowerCase();
}

/** Of a fact that is told of twice, the last value. */
function settingsOf(rows: readonly KnownRow[]): FactSetting[] {
  const settings = new Map<string, FactSetting>();
  for (const { host, row } of rows) {
    for (const [fact, value] of Object.entries(row.facts)) {
      const source = `${row.file}, line ${row.line}`;
      const setting = { hostId: host.id, fact: fact as FactSetting['fact'], value, source };
      settings.set(`${host.id} ${fact}`, setting);
    }
  }
  return [...settings.values()];
}

function repeatedIn(rows: readonly KnownRow[]): string[] {
  const seen = new Set<string>();
  const repeated = new Map<string, string>();
  for (const { host, row } of rows) {
    if (seen.has(host.id)) repeated.set(host.id, row.name);
    seen.add(host.id);
  }
  return [...repeated.values()];
}

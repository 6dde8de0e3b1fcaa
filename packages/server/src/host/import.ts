/** Inventories become hosts: read, checked, recorded, and told of in the ledger. */

import { productIdOfHost } from '@daybreak/core/exposure';
import { type ReadHost, readHosts } from '@daybreak/intake/hosts';
import type { ImportError, ImportResult } from '@daybreak/protocol/import';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import { hostKey, type ObservedHost, observeHosts } from '@daybreak/storage/host';
import type { ServerContext } from '../context/index.ts';
import type { Upload } from './upload.ts';

const hostNameMaxCharacters = 255;

/** What an import needs of the server; the command line has it without one. */
export type ImportContext = Pick<ServerContext, 'database' | 'now' | 'newId'>;

/** Takes in what the files tell. What could not be read is in the answer, the rest is recorded. */
export async function importHosts(
  context: ImportContext,
  actor: string,
  { files, group }: Upload,
): Promise<ImportResult> {
  const at = context.now();
  const { hosts, errors } = readHosts(files);
  const refused: ImportError[] = errors.map(({ source, line, message }) => ({
    place: line === null ? source : `${source}:${line}`,
    message,
  }));
  const { last, repeated } = eachOnce(hosts.filter((host) => isStorable(host, refused)));
  const counts = await transact(context.database, async (tx) => {
    const observation = { fleet: 'own' as const, group, at, newId: context.newId };
    const result = await observeHosts(tx, observation, last.map(observedHost));
    const details = { ...result, group, files: files.length, errors: refused.length };
    await appendAudit(tx, { at, actor, action: 'host.import', subject: group, details });
    return result;
  });
  const warnings = last.flatMap(({ host, warnings: said }) =>
    said.map((message) => ({ host: host.name, message })),
  );
  return { ...counts, repeated, warnings, errors: refused };
}

function observedHost({ host, sources, warnings }: ReadHost): ObservedHost {
  return { host, sources, warnings, product: productIdOfHost(host) };
}

/** A host needs a name to be known again by, and facts that a database can hold. */
function isStorable({ host, sources }: ReadHost, refused: ImportError[]): boolean {
  const message = whyNotStorable(host.name, JSON.stringify(host));
  if (message !== null) refused.push({ place: sources.join(', '), message });
  return message === null;
}

function whyNotStorable(name: string, facts: string): string | null {
  if (name === '') return 'it does not say what the host is called';
  if (name.length > hostNameMaxCharacters) return 'the name of the host is too long to be one';
  // JSON writes these as escapes: the zero character and halves of characters, which no text has.
  if (/\\u(0000|d[89a-f])/.test(facts)) return 'it holds bytes that are no text';
  return null;
}

/** The same host told of twice in one import: the last one counts, and the name is in the answer. */
function eachOnce(hosts: readonly ReadHost[]): { last: ReadHost[]; repeated: string[] } {
  const last = new Map<string, ReadHost>();
  const repeated = new Set<string>();
  for (const read of hosts) {
    const key = hostKey(read.host.name);
    if (last.has(key)) repeated.add(read.host.name);
    last.set(key, read);
  }
  return { last: [...last.values()], repeated: [...repeated] };
}

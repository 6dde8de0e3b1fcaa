/** Inventories as they come in, read into hosts that can be recorded, each once. */

import { productIdOfHost } from '@daybreak/core/exposure';
import { type ReadHost, readHosts } from '@daybreak/intake/hosts';
import type { ImportError } from '@daybreak/protocol/import';
import { hostKey, type ObservedHost } from '@daybreak/storage/host';
import type { UploadedFile } from './upload.ts';

const hostNameMaxCharacters = 255;

export interface ReadInventory {
  readonly hosts: readonly ReadHost[];
  /** Names of hosts that were told of more than once; the last time counts. */
  readonly repeated: readonly string[];
  /** What could not be read or recorded, with its place. */
  readonly errors: readonly ImportError[];
}

export function readInventory(files: readonly UploadedFile[]): ReadInventory {
  const { hosts, errors } = readHosts(files);
  const refused: ImportError[] = errors.map(({ source, line, message }) => ({
    place: line === null ? source : `${source}:${line}`,
    message,
  }));
  const { last, repeated } = eachOnce(hosts.filter((host) => isStorable(host, refused)));
  return { hosts: last, repeated, errors: refused };
}

export function observedHost({ host, sources, warnings }: ReadHost): ObservedHost {
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

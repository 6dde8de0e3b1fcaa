/** A manifest from the texts of its form; what is wrong is told of its field, with the line. */
import {
  type Manifest,
  type ManifestProbe,
  manifest,
  manifestPath,
} from '@daybreak/protocol/manifest';
import { listOf, namesIn } from '../directive/names.ts';
import type { FieldOf } from '../ui/index.ts';
import { fieldsOf } from '../ui/index.ts';
import type { NamedManifest } from './queries.ts';

/** As people have typed it. */
export interface ManifestTexts {
  readonly path: string;
  readonly title: string;
  readonly products: string;
  /** Empty for every group. */
  readonly groups: string;
  readonly packages: string;
  readonly updates: string;
  /** Those that may be taken out of a host again; empty for none. */
  readonly removable: string;
  readonly mayRestart: boolean;
  readonly probes: string;
  /** The last day, `2024-06-20`, by the reader's clock. */
  readonly until: string;
}

type Field = keyof ManifestTexts;

export const manifestLabels: Readonly<Record<Field, string>> = {
  path: 'Name of the file',
  title: 'Title',
  products: 'Products',
  groups: 'Groups',
  packages: 'Packages',
  updates: 'Updates',
  removable: 'Updates to take out again',
  mayRestart: 'May restart hosts',
  probes: 'Looked at afterwards',
  until: 'Until the end of',
};

/** The same for what the server says: `add/0/manifest/title`. */
export const manifestField: FieldOf = (place) =>
  fieldsOf(manifestLabels)(place.replace(/^add\/\d+\/(manifest\/)?/, ''));

export type Errors = ReadonlyMap<string, string>;

/** Something read, or why not. */
type Read<T> = { readonly value: T } | { readonly fault: string };

/** The manifest; or what is wrong, by field. */
export function readManifest(
  texts: ManifestTexts,
  now: Date,
): { readonly wanted: NamedManifest } | { readonly errors: Errors } {
  const errors = new Map<Field, string>();
  const take = <T>(field: Field, read: Read<T>, otherwise: T): T => {
    if ('value' in read) return read.value;
    errors.set(field, read.fault);
    return otherwise;
  };
  const removable = take('removable', readUpdates(texts.removable), []);
  const path = take('path', readPath(texts.path), '');
  const wanted: Manifest = {
    format: 1,
    title: take(
      'title',
      texts.title.trim() ? { value: texts.title.trim() } : fault('What is it for?'),
      '',
    ),
    products: take('products', readProducts(texts.products), []),
    groups: texts.groups.trim() === '' ? null : listOf(texts.groups),
    packages: take('packages', readLines(texts.packages, readPackage), []),
    updates: take('updates', readUpdates(texts.updates), []),
    ...(removable.length > 0 ? { removable } : {}),
    mayRestart: texts.mayRestart,
    probes: take('probes', readLines(texts.probes, readProbe), []),
    until: take('until', readUntil(texts.until, now), ''),
  };
  if (isEmpty(wanted) && !named.some((field) => errors.has(field))) {
    errors.set('packages', 'Name a package or an update: else there is nothing to do.');
  }
  return errors.size > 0 ? { errors } : checked(path, wanted);
}

/** What its schema says besides, as of lengths, is told in its words. */
function checked(path: string, wanted: Manifest) {
  const parsed = manifest.safeParse(wanted);
  if (parsed.success) return { wanted: { path, manifest: parsed.data } };
  const errors = parsed.error.issues.map(
    ({ path: [field], message }) => [String(field), message] as const,
  );
  return { errors: new Map(errors) };
}

/** Where what is to be done is entered. */
const named = ['packages', 'updates', 'removable'] as const;

function isEmpty({ packages, updates, removable = [] }: Manifest): boolean {
  return packages.length + updates.length + removable.length === 0;
}

function fault(words: string): { readonly fault: string } {
  return { fault: words };
}

function readPath(text: string): Read<string> {
  const read = manifestPath.safeParse(text.trim());
  if (read.success) return { value: read.data };
  return fault('Small letters, digits, points and hyphens, then .json: openssl-3.0.17.json');
}

function readProducts(text: string): Read<string[]> {
  const value = listOf(text);
  return value.length > 0 ? { value } : fault('Of any other product nothing is done: name one.');
}

function readUpdates(text: string): Read<string[]> {
  const value = [...namesIn(text)];
  const strange = value.find((name) => !/^KB\d{6,8}$/.test(name));
  return strange === undefined ? { value } : fault(`${strange} is no update: write KB5039227.`);
}

function readLines<T>(text: string, read: (line: string) => Read<T>): Read<T[]> {
  const value: T[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const one = read(line.trim());
    if ('fault' in one) return fault(`Line ${at + 1}: ${one.fault}`);
    value.push(one.value);
  }
  return { value };
}

type Package = Manifest['packages'][number];

/** `libssl3 3.0.17-1~deb12u3 back 3.0.17-1~deb12u2 new`. */
function readPackage(line: string): Read<Package> {
  const [name = '', version = '', ...rest] = line.split(/[\s=]+/);
  if (!isName(name)) return fault(`“${name}” is no name of a package.`);
  if (version === '') return fault(`${name} has no version: just one may be installed.`);
  if (!isVersion(version)) return fault(`“${version}” is no version.`);
  const back: string[] = [];
  let isNew = false;
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at];
    if (word === 'new') isNew = true;
    else if (word !== 'back') return fault(`“${word}” is neither “back” nor “new”.`);
    else if (isVersion(rest[at + 1] ?? '')) back.push(rest[++at] ?? '');
    else return fault('after “back” stands the version to go back to.');
  }
  return { value: { name, version, back, isNew } };
}

function isName(text: string): boolean {
  return /^[a-z\d][\w.+:-]*$/i.test(text);
}

/** Those of Debian and of RPM begin with a digit or a letter. */
function isVersion(text: string): boolean {
  return /^[a-z\d][\w.+:~^-]*$/i.test(text) && text !== 'back' && text !== 'new';
}

/** `tls mail.example:25`, `https://shop.example/health`. */
function readProbe(line: string): Read<ManifestProbe> {
  if (/^https:\/\//i.test(line)) {
    return URL.canParse(line) && !/\s/.test(line)
      ? { value: { kind: 'https', url: line } }
      : fault('this is no address.');
  }
  const [, host, port] = /^tls\s+([\w.-]+|\[[\da-f:.]+\]):(\d{1,5})$/i.exec(line) ?? [];
  if (host === undefined) return fault('write “tls host:port” or “https://…”.');
  if (Number(port) < 1 || Number(port) > 65_535) return fault(`${port} is no port.`);
  return { value: { kind: 'tls', host, port: Number(port) } };
}

/** The end of the day where the reader is. */
function readUntil(text: string, now: Date): Read<string> {
  const end = new Date(`${text}T23:59:59`);
  if (text === '' || Number.isNaN(end.getTime())) return fault('Until which day may it begin?');
  return end > now ? { value: end.toISOString() } : fault('This day is over.');
}

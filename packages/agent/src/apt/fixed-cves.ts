/** Which vulnerabilities an update closes, by the changelog of its source. */
import type { RunCommand } from '../command/index.ts';
import { cvesIn, entriesBetween, parseChangelog } from './changelog.ts';

/** From what the host has to what it could take. */
export interface SourceChange {
  readonly source: string;
  readonly from: string;
  readonly to: string;
  /** One binary package at one version that is made from it: `libssl3:amd64=3.0.22-1`. */
  readonly package: string;
  readonly isSecurity: boolean;
}

/** What earlier rounds found, by `cveKey`; null for what could not be had. A `Map` is one. */
export interface KnownCves {
  get(key: string): readonly string[] | null | undefined;
  set(key: string, cves: readonly string[] | null): unknown;
}

/** An answer never changes: changelogs of a version are written once. */
export function cveKey({ source, from, to }: Omit<SourceChange, 'package' | 'isSecurity'>): string {
  return `${source} ${from} ${to}`;
}

/** Changelogs asked for in one round; what is left comes in later ones. */
const askedMax = 20;
/** As many in a row that do not come end a round: there is no way out of the network. */
const failuresMax = 3;
/** Of the protocol; a list that is cut would not say what is left out. */
const cvesMax = 2000;
const timeoutMs = 60_000;

/**
 * Asks the hosts' own sources for some of what is not known yet: security fixes first, and what could
 * not be had before at the end. Changelogs are not signed: what they say is a hint for people.
 */
export async function learnCves(
  run: RunCommand,
  changes: readonly SourceChange[],
  known: KnownCves,
): Promise<void> {
  let failures = 0;
  for (const change of toAsk(changes, known).slice(0, askedMax)) {
    const text = await readChangelog(run, change.package);
    known.set(cveKey(change), text === null ? null : cvesOf(text, change));
    failures = text === null ? failures + 1 : 0;
    if (failures === failuresMax) return;
  }
}

/** Pure: each source once. */
function toAsk(changes: readonly SourceChange[], known: KnownCves): readonly SourceChange[] {
  const rank = (change: SourceChange) =>
    (known.get(cveKey(change)) === null ? 2 : 0) + (change.isSecurity ? 0 : 1);
  const sorted = changes
    .filter((change) => !known.get(cveKey(change)))
    .sort((a, b) => rank(a) - rank(b));
  return [...new Map(sorted.map((change) => [cveKey(change), change])).values()];
}

/** Null where the changelog does not tell. */
export function cvesOf(
  text: string,
  { source, from, to }: Omit<SourceChange, 'package' | 'isSecurity'>,
): readonly string[] | null {
  const own = parseChangelog(text).filter((entry) => entry.source === source);
  const entries = entriesBetween(own, from, to);
  if (entries === null) return null;
  const cves = cvesIn(entries.map((entry) => entry.text).join('\n\n'));
  return cves.length > cvesMax ? null : cves;
}

async function readChangelog(run: RunCommand, name: string): Promise<string | null> {
  const patience = [
    'Acquire::Retries=0',
    'Acquire::http::Timeout=15',
    'Acquire::https::Timeout=15',
  ];
  const options = patience.flatMap((option) => ['-o', option]);
  const args = ['changelog', '-qq', ...options, '--', name];
  const { status, output } = await run({ program: 'apt-get', args, timeoutMs });
  return status === 0 ? output : null;
}

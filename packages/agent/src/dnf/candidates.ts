/** What the host could take now, from its own repositories. */
import type { Candidate } from '@daybreak/protocol/agent';
import type { RunCommand } from '../command/index.ts';
import { type Advised, parseAdvised } from './advised.ts';
import { asRefreshed, dnf, limits } from './dnf-command.ts';
import { compareRpms, type InstalledRpm, sourceOf, withoutZeroEpoch } from './installed.ts';

const fields = [
  '%{name}',
  '%{epoch}:%{version}-%{release}',
  '%{arch}',
  '%{sourcerpm}',
  '%{repoid}',
];
const queryFormat = fields.join('\t');

interface Upgrade {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly source: string;
  readonly repository: string;
}

/** A line that dnf does not write. */
export class RepositoryError extends Error {
  override readonly name = 'RepositoryError';
}

/**
 * By name, then by architecture. What the administrator excludes is none. One that needs others beside
 * it is one too: an order has to name them all, or is refused with their names.
 * @returns null where dnf cannot tell
 * @throws RepositoryError
 */
export async function readRpmCandidates(
  run: RunCommand,
  installed: readonly InstalledRpm[],
): Promise<readonly Candidate[] | null> {
  const ask = async (...args: readonly string[]) => {
    const { status, output } = await run(dnf(['--quiet', asRefreshed, ...args], limits.query));
    return status === 0 ? output : null;
  };
  const query = ['--upgrades', '--latest-limit=1', `--queryformat=${queryFormat}`];
  const upgrades = await ask('repoquery', ...query);
  const listed = await ask('updateinfo', 'list');
  const cves = await ask('updateinfo', 'list', '--with-cve');
  if (upgrades === null || listed === null || cves === null) return null;
  const advised = [...parseAdvised(listed), ...parseAdvised(cves)];
  return parseUpgrades(upgrades)
    .flatMap((upgrade) => candidateOf(upgrade, installed, advised))
    .sort(byName);
}

/** @throws RepositoryError with the line */
export function parseUpgrades(text: string): readonly Upgrade[] {
  return text.split('\n').flatMap((line, index) => {
    if (line === '') return [];
    const [name, version, architecture, source, repository, ...more] = line.split('\t');
    if (!name || !version || !architecture || !repository || more.length > 0) {
      const shown = line.slice(0, 80);
      throw new RepositoryError(`dnf repoquery, line ${index + 1}: not a package: ${shown}`);
    }
    const named = { name, version: withoutZeroEpoch(version), architecture, repository };
    return [{ ...named, source: sourceOf(source ?? '').name || name }];
  });
}

function candidateOf(
  { name, version, architecture, source, repository }: Upgrade,
  installed: readonly InstalledRpm[],
  advised: readonly Advised[],
): readonly Candidate[] {
  const own = (one: { readonly name: string; readonly architecture: string }) =>
    one.name === name && one.architecture === architecture;
  // A package may become another architecture's, `noarch` above all. The newest is the last.
  const before = installed.findLast(own) ?? installed.findLast((one) => one.name === name);
  if (before === undefined) return [];
  const between = advised.filter(
    (one) => own(one) && isLater(one.version, before.version) && !isLater(one.version, version),
  );
  const cves = [...new Set(between.flatMap(({ cve }) => cve ?? []))].sort();
  return [
    {
      ...{ name, architecture, source, installed: before.version, version },
      origins: [repository],
      isSecurity: between.some(({ isSecurity }) => isSecurity),
      cves: between.length === 0 ? null : cves,
    },
  ];
}

function isLater(a: string, b: string): boolean {
  return (compareRpms(a, b) ?? 0) > 0;
}

function byName(a: Candidate, b: Candidate): number {
  const [one, other] = [a, b].map(({ name, architecture }) => `${name} ${architecture}`);
  if (one === other) return 0;
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

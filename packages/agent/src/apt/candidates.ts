/** What the host could take now, from its own sources. */
import type { Candidate } from '@daybreak/protocol/agent';
import type { RunCommand } from '../command/index.ts';
import { parseSources, type SourceOf } from './control.ts';
import { cveKey, type KnownCves, learnCves, type SourceChange } from './fixed-cves.ts';
import type { InstalledPackage } from './installed.ts';
import { isSecurityOrigin } from './security-origin.ts';
import { parseSimulation, type SimulatedInstall } from './simulation.ts';

type Installed = Omit<InstalledPackage, 'isHeld' | 'state'>;

/** One package that apt would take to another version. */
interface Upgrade {
  readonly change: SimulatedInstall;
  readonly installed: Installed;
  readonly source: SourceChange;
}

const timeoutMs = 120_000;
const originsMax = 20;

/**
 * By name, then by architecture. It is what `apt-get upgrade --with-new-pkgs` would do: packages that
 * need new ones beside them are candidates (a new one itself is not: nothing of it is installed), and
 * an order for them has to name the new ones too. What would need a removal, what the administrator
 * holds and what hangs on that are no candidates, because an order for them would be refused; what is
 * held stands in the posture. What apt puts off (phased updates of Ubuntu) is put off here.
 * @param known keeps what changelogs said from round to round
 * @returns null where apt cannot tell
 * @throws SimulationError
 */
export async function readCandidates(
  run: RunCommand,
  installed: readonly Installed[],
  known: KnownCves,
): Promise<readonly Candidate[] | null> {
  const args = ['--simulate', '-qq', '--with-new-pkgs', 'upgrade'];
  const { status, output } = await run({ program: 'apt-get', args, timeoutMs });
  if (status !== 0) return null;
  const changes = parseSimulation(output).installs.filter(({ from }) => from !== null);
  const sources = await sourcesOf(run, changes);
  if (sources === null) return null;
  const upgrades = upgradesOf(changes, installed, sources);
  const asked = upgrades.map(({ source }) => source);
  await learnCves(run, asked, known);
  return upgrades.map((upgrade) => candidateOf(upgrade, known)).sort(byName);
}

/** Advisories and changelogs go by source and its version, of which a simulation says nothing. */
async function sourcesOf(
  run: RunCommand,
  changes: readonly SimulatedInstall[],
): Promise<readonly SourceOf[] | null> {
  if (changes.length === 0) return [];
  const args = ['show', '--no-all-versions', '--', ...changes.map(atVersion)];
  const { status, output } = await run({ program: 'apt-cache', args, timeoutMs });
  return status === 0 ? parseSources(output) : null;
}

function atVersion({ name, architecture, to }: SimulatedInstall): string {
  return `${name}:${architecture}=${to}`;
}

function upgradesOf(
  changes: readonly SimulatedInstall[],
  installed: readonly Installed[],
  sources: readonly SourceOf[],
): readonly Upgrade[] {
  const installedAt = new Map(installed.map((one) => [`${one.name} ${one.version}`, one]));
  const exact = new Map(installed.map((one) => [`${one.name}:${one.architecture}`, one]));
  const made = new Map(
    sources.map((one) => [`${one.name}:${one.architecture}=${one.version}`, one]),
  );
  return changes.flatMap((change) => {
    // A package may become another architecture's, `all` above all.
    const before =
      exact.get(`${change.name}:${change.architecture}`) ??
      installedAt.get(`${change.name} ${change.from}`);
    if (before === undefined) return [];
    const { source, sourceVersion } = made.get(atVersion(change)) ?? {
      ...{ source: before.source, sourceVersion: change.to },
    };
    const isSecurity = change.origins.some(isSecurityOrigin);
    const from = before.sourceVersion;
    const what = { source, from, to: sourceVersion, package: atVersion(change), isSecurity };
    return [{ change, installed: before, source: what }];
  });
}

function candidateOf({ change, installed, source }: Upgrade, known: KnownCves): Candidate {
  const cves = known.get(cveKey(source)) ?? null;
  return {
    name: change.name,
    architecture: change.architecture,
    source: source.source,
    installed: installed.version,
    version: change.to,
    origins: [...new Set(change.origins)].sort().slice(0, originsMax),
    isSecurity: source.isSecurity,
    cves: cves === null ? null : [...cves],
  };
}

function byName(a: Candidate, b: Candidate): number {
  const [one, other] = [a, b].map(({ name, architecture }) => `${name} ${architecture}`);
  if (one === other) return 0;
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

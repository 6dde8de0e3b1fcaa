import type { DebianPackage } from '@daybreak/core/inventory';
import { compareDebianVersions, parseDebianVersion } from '@daybreak/core/version';
import {
  AptDriver,
  type InstalledPackage,
  type KnownCves,
  lockHolders,
  readCandidates,
} from '../apt/index.ts';
import type { RunCommand } from '../command/index.ts';
import { aptPlaces, readHindrances } from '../hindrance/index.ts';
import { readRestartState } from '../restart/index.ts';
import type { PackageDriver } from './package-driver.ts';
import { restartMachine } from './restart-machine.ts';

/** The agent runs on the host that it looks after. */
const root = '/';

/** Debian's package manager, as the agent needs it. */
export function aptPackages(run: RunCommand): PackageDriver {
  const apt = new AptDriver(run);
  const known: KnownCves = new Map();
  const installed = async () => debianPackages(await apt.installed());
  return {
    installed,
    refresh: () => apt.refresh(),
    candidates: async () => readCandidates(run, await apt.installed(), known),
    install: (order, tell) => apt.install(order, ({ step, percent }) => tell({ step, percent })),
    repair: async () => {
      const { status, log } = await apt.repair();
      return { isWhole: status === 0, log };
    },
    restartState: async () => readRestartState(root, await apt.installed()),
    hindrances: async () => {
      const holders = await lockHolders(root);
      return readHindrances({ root, places: aptPlaces, holders }, await apt.installed());
    },
    restart: () => restartMachine(run),
    compareVersions,
  };
}

function debianPackages(installed: readonly InstalledPackage[]): readonly DebianPackage[] {
  return installed
    .map(({ isHeld, state, name, architecture, version, source, sourceVersion }) => ({
      ...{ name, architecture, version, source, sourceVersion },
      state: state === 'half-done' ? state : isHeld ? ('held' as const) : state,
    }))
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.architecture, b.architecture));
}

/** By code units. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareVersions(a: string, b: string): number | null {
  const [one, other] = [parseDebianVersion(a), parseDebianVersion(b)];
  return one === null || other === null ? null : compareDebianVersions(one, other);
}

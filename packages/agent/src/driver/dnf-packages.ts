import type { RpmPackage } from '@daybreak/core/inventory';
import type { Candidate } from '@daybreak/protocol/agent';
import type { RunCommand } from '../command/index.ts';
import {
  compareRpms,
  DnfDriver,
  type DnfPlace,
  dnfLockHolders,
  type InstalledRpm,
  readRpmCandidates,
  thisRpmHost,
} from '../dnf/index.ts';
import { readHindrances, rpmPlaces } from '../hindrance/index.ts';
import { documentHashOf } from '../inventory/index.ts';
import { readRpmRestartState } from '../restart/index.ts';
import type { PackageDriver } from './package-driver.ts';
import { restartMachine } from './restart-machine.ts';

/** RPM by way of dnf 4, as the agent needs it. */
export function dnfPackages(
  run: RunCommand,
  place: DnfPlace = thisRpmHost,
): PackageDriver<RpmPackage> {
  const dnf = new DnfDriver(run, place);
  const { root } = place;
  const candidates = new KeptCandidates(run);
  return {
    installed: async () => (await dnf.installed()).map(packageOf),
    refresh: () => {
      candidates.forget();
      return dnf.refresh();
    },
    candidates: async () => candidates.of(await dnf.installed()),
    install: (order, tell) => dnf.install(order, (step) => tell({ step, percent: null })),
    repair: () => dnf.repair(),
    restartState: async () => readRpmRestartState(root, await dnf.installed()),
    hindrances: async () => {
      const holders = await dnfLockHolders(root);
      return readHindrances({ root, places: rpmPlaces, holders }, await dnf.installed());
    },
    restart: () => restartMachine(run),
    compareVersions: compareRpms,
  };
}

function packageOf({ installedAt: _at, isKernel: _kernel, ...one }: InstalledRpm): RpmPackage {
  return one;
}

/** dnf takes seconds of a processor to say it: it is asked again once something is another. */
class KeptCandidates {
  readonly #run: RunCommand;
  #of = '';
  #said: readonly Candidate[] | null = null;

  constructor(run: RunCommand) {
    this.#run = run;
  }

  forget(): void {
    this.#said = null;
  }

  async of(installed: readonly InstalledRpm[]): Promise<readonly Candidate[] | null> {
    const hash = documentHashOf(installed);
    if (this.#said !== null && hash === this.#of) return this.#said;
    this.#said = await readRpmCandidates(this.#run, installed);
    this.#of = hash;
    return this.#said;
  }
}

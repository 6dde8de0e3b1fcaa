import type { RunCommand } from '../command/index.ts';
import { collectEvidence } from '../evidence/index.ts';
import { hostName, postureOf, readBoot, readHost, readProduct } from '../inventory/index.ts';
import { probesOf } from '../probe/index.ts';
import type { HostDriver } from './host-driver.ts';
import type { PackageDriver } from './package-driver.ts';

export interface DebianParts {
  readonly run: RunCommand;
  readonly packages: PackageDriver;
  /** Of the administrator's own checks: `/etc/daybreak/checks.d`. */
  readonly checksFolder: string;
  readonly now: () => Date;
}

/** A host of Debian, or of what is made from it. */
export function debianHost({ run, packages, checksFolder, now }: DebianParts): HostDriver {
  return {
    takes: 'packages',
    name: () => hostName(run),
    boot: () => readBoot(run),
    product: () => readProduct(run),
    posture: async () => postureOf(await readHost(run, packages)),
    installed: () => packages.installed(),
    refresh: () => packages.refresh(),
    candidates: async () => {
      const found = await packages.candidates();
      return found === null ? null : { candidates: [...found] };
    },
    change: (change, tell) => packages.install(change.packages, tell),
    repair: () => packages.repair(),
    restartState: () => packages.restartState(),
    hindrances: () => packages.hindrances(),
    restart: () => packages.restart(),
    compareVersions: (a, b) => packages.compareVersions(a, b),
    probes: (named) => probesOf(named, { run, now, checksFolder }),
    evidence: () => collectEvidence({ run, now, proc: '/proc' }),
  };
}

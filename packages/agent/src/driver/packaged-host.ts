/** Hosts of Linux, of which all but the package manager is alike. */
import type { DebianPackage, RpmPackage } from '@daybreak/core/inventory';
import type { HostPosture } from '@daybreak/protocol/agent';
import type { RunCommand } from '../command/index.ts';
import { collectEvidence, type EvidenceSurroundings } from '../evidence/index.ts';
import {
  hostName,
  readBoot,
  readDebianPosture,
  readProduct,
  readRpmPosture,
} from '../inventory/index.ts';
import { probesOf } from '../probe/index.ts';
import type { HostDriver } from './host-driver.ts';
import type { PackageDriver } from './package-driver.ts';

export interface PackagedParts<Package> {
  readonly run: RunCommand;
  readonly packages: PackageDriver<Package>;
  /** Of the administrator's own checks: `/etc/daybreak/checks.d`. */
  readonly checksFolder: string;
  readonly now: () => Date;
}

/** A host of Debian, or of what is made from it. */
export function debianHost(parts: PackagedParts<DebianPackage>): HostDriver {
  const { run, packages } = parts;
  return packagedHost(parts, () => readDebianPosture(run, packages), {
    listPackages: ['dpkg-query', '--show'],
    loginsFile: '/var/log/auth.log',
  });
}

/** A host of RPM with dnf 4. Tried with real dnf on invented packages, on no real distribution. */
export function rpmHost(parts: PackagedParts<RpmPackage>): HostDriver {
  const { run, packages } = parts;
  return packagedHost(parts, () => readRpmPosture(run, packages), {
    listPackages: ['rpm', '-qa'],
    loginsFile: '/var/log/secure',
  });
}

function packagedHost<Package extends DebianPackage | RpmPackage>(
  { run, packages, checksFolder, now }: PackagedParts<Package>,
  posture: () => Promise<HostPosture>,
  evidence: Pick<EvidenceSurroundings, 'listPackages' | 'loginsFile'>,
): HostDriver {
  return {
    takes: 'packages',
    name: () => hostName(run),
    boot: () => readBoot(run),
    product: () => readProduct(run),
    posture,
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
    evidence: () => collectEvidence({ run, now, proc: '/proc', ...evidence }),
  };
}

/** A package manager that does what it is told in memory, and remembers what that was. */

import type { PackageDriver } from '@daybreak/agent/driver';
import type { DebianPackage } from '@daybreak/core/inventory';
import { compareDebianVersions, parseDebianVersion } from '@daybreak/core/version';

type Ordered = Parameters<PackageDriver['install']>[0];

export class RecordingPackages implements PackageDriver {
  readonly installs: Ordered[] = [];
  restarts = 0;
  repairs = 0;
  /** Where it is not null, installing ends only with it. */
  until: Promise<void> | null = null;
  readonly #versions: Map<string, string>;

  constructor(versions: Readonly<Record<string, string>>) {
    this.#versions = new Map(Object.entries(versions));
  }

  async installed(): Promise<readonly DebianPackage[]> {
    return [...this.#versions].sort().map(([name, version]) => ({
      ...{ name, version, source: name, sourceVersion: version },
      ...{ architecture: 'amd64', state: 'installed' },
    }));
  }

  async install(order: Ordered, tell: Parameters<PackageDriver['install']>[1]) {
    this.installs.push(order);
    tell({ step: 'installing', percent: 50 });
    await this.until;
    const changed = order.map(({ name, version: to }) => {
      return { name, from: this.#versions.get(name) ?? null, to };
    });
    for (const { name, version } of order) this.#versions.set(name, version);
    return { kind: 'done', reasons: [], changed, log: 'Setting up' } as const;
  }

  async repair() {
    this.repairs += 1;
    return { isWhole: true, log: '' };
  }

  async restart() {
    this.restarts += 1;
    return true;
  }

  refresh = async () => ({ isWhole: true, log: '' });
  candidates = async () => [];
  restartState = async () => null;
  hindrances = async () => [];

  compareVersions(a: string, b: string): number | null {
    const [one, other] = [parseDebianVersion(a), parseDebianVersion(b)];
    return one && other && compareDebianVersions(one, other);
  }
}

import type {
  DebianHost,
  DebianPackage,
  Host,
  RpmHost,
  WindowsHost,
} from '@daybreak/core/inventory';
import type { ObservedHost } from '@daybreak/storage/host';

/** A Windows Server 2022 with these updates. */
export function serverWith(
  name: string,
  revision: number,
  updates: readonly string[] = [],
): WindowsHost {
  return {
    name,
    osName: 'Microsoft Windows Server 2022 Standard',
    family: 'Windows Server 2022',
    edition: 'Standard',
    release: '',
    architecture: 'x64',
    servicePack: 0,
    version: '10.0.20348',
    build: 20348,
    revision,
    serverCore: null,
    role: 'server',
    domain: 'example.test',
    installed: { updates, stated: updates.length, complete: true },
  };
}

/** A package of dpkg; its source is called as it is. */
export function packageOf(
  name: string,
  version: string,
  state: DebianPackage['state'] = 'installed',
): DebianPackage {
  const architecture = 'amd64';
  return { name, architecture, version, source: name, sourceVersion: version, state };
}

/** A Debian 12 with these packages. */
export function debianWith(name: string, packages: readonly DebianPackage[]): DebianHost {
  return {
    name,
    domain: 'example.test',
    osName: 'Debian GNU/Linux 12 (bookworm)',
    distribution: 'debian',
    release: '12',
    architecture: 'amd64',
    kernel: '6.1.0-37-amd64',
    packages,
  };
}

/** A Rocky Linux 9 with these packages, each at its version. */
export function rpmWith(name: string, packages: readonly (readonly [string, string])[]): RpmHost {
  return {
    name,
    domain: 'example.test',
    packageFormat: 'rpm',
    osName: 'Rocky Linux 9.4 (Blue Onyx)',
    distribution: 'rocky',
    release: '9.4',
    architecture: 'x86_64',
    kernel: '5.14.0-427.13.1.el9_4.x86_64',
    packages: packages.map(([one, version]) => ({
      ...{ name: one, architecture: 'x86_64', version, source: one, sourceVersion: version },
      state: 'installed',
    })),
  };
}

export function observed(host: Host, product = 'windows-server-2022'): ObservedHost {
  return { host, product, sources: [`${host.name}.txt`], warnings: [] };
}

/** Ids that tell in which order they were made. */
export function countingIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
  };
}

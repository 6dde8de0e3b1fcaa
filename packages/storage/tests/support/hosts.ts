import type { WindowsHost } from '@daybreak/core/inventory';
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

export function observed(host: WindowsHost): ObservedHost {
  return { host, product: 'windows-server-2022', sources: [`${host.name}.txt`], warnings: [] };
}

/** Ids that tell in which order they were made. */
export function countingIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-7000-8000-${String(count).padStart(12, '0')}`;
  };
}

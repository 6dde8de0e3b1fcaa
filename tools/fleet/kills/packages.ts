/** Packages that take their time: large to unpack, slow to configure, and each run is written down. */
import { randomBytes } from 'node:crypto';
import type { Manifest } from '@daybreak/protocol/manifest';
import type { MadePackage } from '../repository.ts';

export const names = ['first', 'second', 'third'] as const;
export const versions = ['1.0', '2.0'] as const;
export const manifestName = 'slow.json';
/** On the host: a line for each run of a postinst. */
export const configuredLog = '/var/log/fleet-configured';

const largeBytes = 3_000_000;
const dayMs = 86_400_000;

export function slowPackages(): readonly MadePackage[] {
  return versions.flatMap((version) =>
    names.map((name) => ({
      name,
      version,
      files: { [`usr/share/${name}/large`]: randomBytes(largeBytes).toString('base64') },
      postinst: `echo ${name} ${version} >> ${configuredLog}\nsleep 0.4`,
    })),
  );
}

/** Lets them go to the newer version and back. */
export function slowManifest(now: Date): Manifest {
  const [older, newer] = versions;
  return {
    ...{ format: 1, title: 'slow', products: ['debian:12'], groups: null, updates: [] },
    packages: names.map((name) => ({ name, version: newer, back: [older], isNew: true })),
    ...{ mayRestart: false, probes: [], until: new Date(now.getTime() + dayMs).toISOString() },
  };
}

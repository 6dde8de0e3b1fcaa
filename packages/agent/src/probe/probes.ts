import type { ManifestProbe } from '@daybreak/protocol/manifest';
import type { RunCommand } from '../command/index.ts';
import type { Probe } from './finding.ts';
import { lookAtBoot, lookAtClock, lookAtDisk, lookAtPorts } from './host-state.ts';
import { lookAtHttps } from './https.ts';
import { ownChecks } from './own-checks.ts';
import { lookAtTls, systemAuthorities } from './tls.ts';
import { lookAtUnits } from './units.ts';

export interface ProbeSurroundings {
  readonly run: RunCommand;
  readonly now: () => Date;
  /** Of the administrator's own checks: `/etc/daybreak/checks.d`. */
  readonly checksFolder: string;
}

const proc = '/proc';

/** Everything that can be looked at on this host: what approvers have named, and what every host has. */
export async function probesOf(
  named: readonly ManifestProbe[],
  { run, now, checksFolder }: ProbeSurroundings,
): Promise<readonly Probe[]> {
  const authorities = systemAuthorities();
  return [
    ...named.map((one) => namedProbe(one, authorities, now)),
    { kind: 'units', name: 'systemd', look: () => lookAtUnits(run) },
    { kind: 'ports', name: 'listening', look: () => lookAtPorts(proc) },
    { kind: 'boot', name: 'boot', look: () => lookAtBoot(proc) },
    { kind: 'disk', name: '/', look: () => lookAtDisk('/') },
    { kind: 'clock', name: 'clock', look: () => lookAtClock(run) },
    ...(await ownChecks(checksFolder, run)),
  ];
}

/** What Node itself can look at; the rest, Windows's PowerShell is asked for. */
export function windowsProbes(named: readonly ManifestProbe[], now: () => Date): readonly Probe[] {
  const authorities = systemAuthorities();
  return [
    ...named.map((one) => namedProbe(one, authorities, now)),
    { kind: 'disk', name: 'C:', look: () => lookAtDisk('C:\\') },
  ];
}

/** As findings name it. */
export function nameOf(one: ManifestProbe): string {
  return one.kind === 'https' ? one.url : `${one.host}:${one.port}`;
}

function namedProbe(one: ManifestProbe, authorities: readonly string[], now: () => Date): Probe {
  if (one.kind === 'https') {
    return { kind: 'https', name: nameOf(one), look: () => lookAtHttps(one.url, authorities) };
  }
  return { kind: 'tls', name: nameOf(one), look: () => lookAtTls(one, authorities, now()) };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AgentStatus } from '@daybreak/protocol/agent';
import type { InstalledRpm } from '../dnf/index.ts';
import { staleServices } from './stale-services.ts';
import { unlessForbidden } from './state.ts';

/**
 * What only a start of the machine brings into use: what dnf's own plugin `needs-restarting` names,
 * which hosts need not have (dnf-plugins-core 4.3.1), beside kernels.
 */
const inUseSinceBoot = new Set([
  'dbus',
  'dbus-broker',
  'dbus-daemon',
  'glibc',
  'linux-firmware',
  'systemd',
]);

/**
 * What is installed and not in use yet: by what came since the machine was started, and by who runs
 * what has been replaced on disk.
 * @param root `/`, or where the host's disk is seen
 * @returns null where the host does not let its processes be read, or does not say when it started
 */
export async function readRpmRestartState(
  root: string,
  packages: readonly InstalledRpm[],
): Promise<AgentStatus['restart']> {
  const proc = join(root, 'proc');
  const booted = /^btime (\d+)$/m.exec(await readFile(join(proc, 'stat'), 'utf8'))?.[1];
  const services = await staleServices(proc).catch(unlessForbidden);
  if (services === null || booted === undefined) return null;
  const because = waitingForStart(packages, Number(booted));
  const isNeeded = because.length > 0;
  return { isNeeded, because: because.slice(0, 200), services: services.slice(0, 1000) };
}

/** Pure. Names, each once. @param booted in seconds since 1970 */
export function waitingForStart(
  packages: readonly Pick<InstalledRpm, 'name' | 'isKernel' | 'installedAt'>[],
  booted: number,
): readonly string[] {
  const waiting = packages.filter(
    ({ name, isKernel, installedAt }) =>
      (isKernel || inUseSinceBoot.has(name)) && installedAt > booted,
  );
  return [...new Set(waiting.map(({ name }) => name))].sort();
}

/** Which driver a host of Linux needs, by what it says of itself and has. */
import type { RunCommand } from '../command/index.ts';
import { type OsRelease, readOsRelease } from '../inventory/index.ts';
import { aptPackages } from './apt-packages.ts';
import { dnfPackages } from './dnf-packages.ts';
import type { HostDriver } from './host-driver.ts';
import { debianHost, type PackagedParts, rpmHost } from './packaged-host.ts';

const timeoutMs = 60_000;
const rpmFamilies = ['fedora', 'rhel', 'centos'];

/** A host that the agent has no driver for. */
export class UnsuitedHost extends Error {
  override readonly name = 'UnsuitedHost';
}

/** @throws UnsuitedHost, HostUnreadable */
export async function linuxHost(
  parts: Omit<PackagedParts<never>, 'packages'>,
): Promise<HostDriver> {
  const { run } = parts;
  const system = await readOsRelease(run);
  const why = await lackOf(run, system);
  if (why !== null) throw new UnsuitedHost(`${system.prettyName}: ${why}`);
  return familyOf(system) === 'debian'
    ? debianHost({ ...parts, packages: aptPackages(run) })
    : rpmHost({ ...parts, packages: dnfPackages(run) });
}

/** By os-release(5): what it is, or what it is made from. */
function familyOf({ id, like }: OsRelease): 'debian' | 'rpm' | null {
  const names = [id, ...like];
  if (names.includes('debian')) return 'debian';
  return names.some((name) => rpmFamilies.includes(name)) ? 'rpm' : null;
}

/** In words why no driver is for this host; null where one is. */
async function lackOf(run: RunCommand, system: OsRelease): Promise<string | null> {
  const family = familyOf(system);
  if (family === null) {
    return 'the agent looks after hosts of Debian, and of Fedora, RHEL and CentOS with dnf 4';
  }
  if (family === 'debian') {
    return firstMissing(run, ['dpkg-query', 'apt-get']);
  }
  const missing = await firstMissing(run, ['rpm', 'dnf']);
  if (missing !== null) return missing;
  const version = (await versionOf(run, 'dnf'))?.split('\n')[0] ?? '';
  return /^4\./.test(version) ? null : `dnf 4 is needed, and this host has ${version}`;
}

async function firstMissing(run: RunCommand, programs: readonly string[]): Promise<string | null> {
  for (const program of programs) {
    if ((await versionOf(run, program)) === null) return `${program} is needed, and not there`;
  }
  return null;
}

async function versionOf(run: RunCommand, program: string): Promise<string | null> {
  try {
    const { status, output } = await run({ program, args: ['--version'], timeoutMs });
    return status === 0 ? output.trim() : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

import type { RpmPackage } from '@daybreak/core/inventory';
import type { DebianPosture, RpmPosture } from '@daybreak/protocol/agent';
import type { RunCommand } from '../command/index.ts';
import type { PackageDriver } from '../driver/index.ts';
import { type OsRelease, parseOsRelease } from './os-release.ts';

const timeoutMs = 60_000;

/** A program of the host that does not say what it was asked. */
export class HostUnreadable extends Error {
  override readonly name = 'HostUnreadable';
}

/**
 * All that decides exposure; the same facts have the same hash wherever they are gathered.
 * @throws HostUnreadable, InventoryError
 */
export async function readDebianPosture(
  run: RunCommand,
  driver: Pick<PackageDriver, 'installed'>,
): Promise<DebianPosture> {
  return {
    ...(await readSystem(run)),
    architecture: (await said(run, 'dpkg', '--print-architecture')).trim(),
    packages: [...(await driver.installed())],
  };
}

/** As above. @throws HostUnreadable, RpmInventoryError */
export async function readRpmPosture(
  run: RunCommand,
  driver: Pick<PackageDriver<RpmPackage>, 'installed'>,
): Promise<RpmPosture> {
  return {
    ...(await readSystem(run)),
    packageFormat: 'rpm',
    architecture: (await said(run, 'uname', '-m')).trim(),
    packages: [...(await driver.installed())],
  };
}

async function readSystem(run: RunCommand) {
  const { id, versionId, prettyName } = await readOsRelease(run);
  return {
    osName: prettyName,
    distribution: id,
    release: versionId,
    kernel: (await said(run, 'uname', '-r')).trim(),
  };
}

/** @throws HostUnreadable */
export async function hostName(run: RunCommand): Promise<string> {
  return (await said(run, 'uname', '-n')).trim();
}

/** Which boot of the machine this is, and when it was. @throws HostUnreadable */
export async function readBoot(
  run: RunCommand,
): Promise<{ readonly id: string; readonly at: Date | null }> {
  const id = (await said(run, 'cat', '/proc/sys/kernel/random/boot_id')).trim();
  const seconds = /^btime (\d+)$/m.exec(await said(run, 'cat', '/proc/stat'))?.[1];
  return { id, at: seconds === undefined ? null : new Date(Number(seconds) * 1000) };
}

/** As manifests name products: `debian:12`. @throws HostUnreadable */
export async function readProduct(run: RunCommand): Promise<string> {
  const { id, versionId } = await readOsRelease(run);
  return `${id}:${versionId}`;
}

/** @throws HostUnreadable */
export async function readOsRelease(run: RunCommand): Promise<OsRelease> {
  return parseOsRelease(await said(run, 'cat', '/etc/os-release'));
}

async function said(run: RunCommand, program: string, ...args: string[]): Promise<string> {
  const { status, output, log } = await run({ program, args, timeoutMs });
  if (status === 0) return output;
  throw new HostUnreadable(`${program} ended with ${status}: ${log.slice(0, 300)}`);
}

import { describe, expect, it } from 'vitest';
import type { Command, Ended } from '../command/index.ts';
import { linuxHost, UnsuitedHost } from './index.ts';

/** A host that has these programs, each with what it says of its version. */
function hostWith(release: string, programs: Readonly<Record<string, string>>) {
  const run = async ({ program, args }: Command): Promise<Ended> => {
    const isRelease = [program, ...args].join(' ') === 'cat /etc/os-release';
    const output = isRelease ? release : programs[program];
    if (output !== undefined) return { status: 0, output, log: output };
    throw Object.assign(new Error(`spawn ${program} ENOENT`), { code: 'ENOENT' });
  };
  return { run, checksFolder: '', now: () => new Date(0) };
}
const apt = { 'dpkg-query': 'Debian dpkg-query 1.21', 'apt-get': 'apt 2.6.1' };
const rpm = { rpm: 'RPM version 4.16', dnf: '4.14.0\n  Installed: dnf' };

describe('a host of Linux', () => {
  it.each([
    ['ID=debian\nVERSION_ID=12\n', apt, 'debian:12'],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID=22\n', apt, 'linuxmint:22'],
    ['ID=fedora\nVERSION_ID=40\n', rpm, 'fedora:40'],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"\nVERSION_ID="9.4"\n', rpm, 'rocky:9.4'],
  ])('has a driver by what it says of itself: %j', async (release, programs, product) => {
    const driver = await linuxHost(hostWith(release, programs));
    expect(await driver.product()).toBe(product);
    const isEarlier = (driver.compareVersions('1.0^a-1', '1.0.1-1') ?? 0) < 0;
    expect(isEarlier).toBe(programs === rpm);
  });

  it.each([
    ['ID=arch\nPRETTY_NAME="Arch Linux"\n', {}, 'Arch Linux: the agent looks after'],
    ['ID=opensuse-leap\nID_LIKE="suse opensuse"\n', rpm, 'the agent looks after'],
    ['ID=debian\n', rpm, 'dpkg-query is needed, and not there'],
    ['ID=fedora\n', { rpm: '4' }, 'dnf is needed, and not there'],
    ['ID=fedora\n', { rpm: '4', dnf: 'dnf5 version 5.2.6' }, 'this host has dnf5 version 5.2.6'],
  ])('is refused, with the reason: %j', async (release, programs, why) => {
    const driver = linuxHost(hostWith(release, programs));
    await expect(driver).rejects.toThrow(UnsuitedHost);
    await expect(driver).rejects.toThrow(why);
  });
});

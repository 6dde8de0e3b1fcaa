import { spawnSync } from 'node:child_process';
import { canMakeControlGroups } from './control-groups.ts';

const programs = [
  'mmdebstrap',
  'apt-ftparchive',
  'dpkg-deb',
  'gpg',
  'ip',
  'unshare',
  'nsenter',
  'setpriv',
];

/** What this machine lacks to make hosts: it has to be root's own, and Debian. */
export function missingForHosts(): readonly string[] {
  const missing = programs.filter(isMissing);
  return process.getuid?.() === 0 ? missing : ['root', ...missing];
}

/** What this machine lacks to make hosts in which systemd runs. */
export function missingForSystemd(): readonly string[] {
  const nspawn = isMissing('systemd-nspawn') ? ['systemd-nspawn (of systemd-container)'] : [];
  const groups = canMakeControlGroups() ? [] : ['control groups that can be made'];
  return [...missingForHosts(), ...nspawn, ...groups];
}

/**
 * Whether this machine can make hosts.
 * @throws Error where it can not and no test may be left out (`DAYBREAK_TESTS=complete`)
 */
export function canMakeHosts(): boolean {
  return isNothing(missingForHosts());
}

/** The same for hosts in which systemd runs. @throws Error as `canMakeHosts` does */
export function canMakeSystemdHosts(): boolean {
  return isNothing(missingForSystemd());
}

function isNothing(missing: readonly string[]): boolean {
  if (missing.length > 0 && process.env['DAYBREAK_TESTS'] === 'complete') {
    const what = missing.join(', ');
    throw new Error(
      `Hosts cannot be made (missing: ${what}), and DAYBREAK_TESTS=complete asks for every test.`,
    );
  }
  return missing.length === 0;
}

function isMissing(program: string): boolean {
  return spawnSync('which', [program]).status !== 0;
}

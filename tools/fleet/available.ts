import { spawnSync } from 'node:child_process';

const programs = [
  'mmdebstrap',
  'apt-ftparchive',
  'dpkg-deb',
  'gpg',
  'unshare',
  'nsenter',
  'setpriv',
];

/**
 * Whether this machine can make hosts: it is root's own, and Debian.
 * @throws Error where it can not and no test may be left out (`DAYBREAK_TESTS=complete`)
 */
export function canMakeHosts(): boolean {
  const missing = programs.filter((name) => spawnSync('which', [name]).status !== 0);
  const isRoot = process.getuid?.() === 0;
  if (isRoot && missing.length === 0) return true;
  if (process.env['DAYBREAK_TESTS'] === 'complete') {
    const what = isRoot ? `${missing.join(', ')} missing` : 'not root';
    throw new Error(
      `Hosts cannot be made (${what}), and DAYBREAK_TESTS=complete asks for every test.`,
    );
  }
  return false;
}

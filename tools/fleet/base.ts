/** The root file systems that hosts of a fleet begin with. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Of this machine's own release, from its own sources. */
const packages = ['apt', 'openssl', 'ca-certificates'];
const systemd = ['systemd', 'systemd-sysv', 'dbus'];
/** They would keep apt busy at moments of their own. */
const timers = ['apt-daily.timer', 'apt-daily-upgrade.timer'];

/** Made once (half a minute), and kept. @returns its folder */
export function baseSystem(folder: string): string {
  return made(join(folder, 'base'), packages);
}

/** The same with systemd. */
export function systemdSystem(folder: string): string {
  return made(join(folder, 'systemd-base'), [...packages, ...systemd]);
}

function made(base: string, packages: readonly string[]): string {
  if (existsSync(join(base, 'etc/debian_version'))) return base;
  mkdirSync(dirname(base), { recursive: true });
  const begun = `${base}.${process.pid}`;
  execFileSync(
    'mmdebstrap',
    [
      '--variant=minbase',
      `--include=${packages.join(',')}`,
      '--quiet',
      release(),
      begun,
      ...sources(),
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  forgetSources(begun);
  for (const timer of timers) {
    rmSync(join(begun, 'etc/systemd/system/timers.target.wants', timer), { force: true });
  }
  renameSync(begun, base);
  return base;
}

function release(): string {
  const text = execFileSync('sh', ['-c', '. /etc/os-release; echo "$VERSION_CODENAME"']);
  return text.toString().trim();
}

function sources(): readonly string[] {
  const folder = '/etc/apt/sources.list.d';
  const listed = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  return [...listed, '/etc/apt/sources.list'].filter(
    (path) => existsSync(path) && /debian\.sources$|sources\.list$/.test(path),
  );
}

/** A host of the fleet installs from the fleet's own repository and from nowhere else. */
function forgetSources(root: string): void {
  for (const path of ['etc/apt/sources.list', 'etc/apt/sources.list.d', 'var/lib/apt/lists']) {
    rmSync(join(root, path), { recursive: true, force: true });
  }
  mkdirSync(join(root, 'etc/apt/sources.list.d'));
  mkdirSync(join(root, 'var/lib/apt/lists/partial'), { recursive: true });
  writeFileSync(join(root, 'etc/apt/sources.list'), '');
}

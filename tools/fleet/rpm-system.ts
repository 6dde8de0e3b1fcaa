/** A root file system whose packages, but for itself, are RPM's: for hosts with dnf. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const packages = ['dnf', 'rpm', 'createrepo-c', 'gpg', 'gpg-agent'];

/** Debian 12's own dnf 4, made once (half a minute) and kept. @returns its folder */
export function rpmSystem(folder: string): string {
  const base = join(folder, 'rpm-base');
  if (existsSync(join(base, 'usr/bin/dnf'))) return base;
  mkdirSync(folder, { recursive: true });
  const begun = join(folder, `rpm-base.${process.pid}`);
  const options = ['--variant=minbase', `--include=${packages.join(',')}`, '--quiet'];
  execFileSync('mmdebstrap', [...options, 'bookworm', begun], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  renameSync(begun, base);
  return base;
}

/** The agent as a package of Debian's. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface AgentPackage {
  readonly root: string;
  readonly executable: string;
  readonly notices: string;
  /** `0.1.0`. */
  readonly version: string;
  /** Whom users of this package turn to: `Name <address>`. */
  readonly maintainer: string;
  /** None for hosts on this very machine, because it takes its time. */
  readonly compression: 'xz' | 'none';
}

/** Debian's names of processors. */
const architectures: Partial<Record<NodeJS.Architecture, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
};

/** @returns the package's path, in the folder @throws Error for a maintainer that is none */
export function makeDebianPackage(given: AgentPackage, folder: string): string {
  const architecture = architectures[process.arch];
  if (architecture === undefined) throw new Error(`no package for ${process.arch}`);
  const tree = mkdtempSync(join(tmpdir(), 'daybreak-package-'));
  try {
    chmodSync(tree, 0o755);
    fill(tree, given, architecture);
    const path = join(folder, `daybreak-agent_${given.version}_${architecture}.deb`);
    // The least effort: more of it takes a minute and saves little.
    const compression = given.compression === 'none' ? ['-Znone'] : ['-Zxz', '-z1'];
    const options = ['--root-owner-group', ...compression];
    execFileSync('dpkg-deb', [...options, '--build', tree, path], { stdio: 'pipe' });
    return path;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

function fill(tree: string, given: AgentPackage, architecture: string): void {
  const { root, executable, notices } = given;
  const place = placeIn(tree);
  const sources = join(root, 'packages/agent/debian');
  for (const script of ['postinst', 'prerm', 'postrm']) {
    copyFileSync(join(sources, script), place(`DEBIAN/${script}`));
    chmodSync(join(tree, 'DEBIAN', script), 0o755);
  }
  copyFileSync(executable, place('usr/bin/daybreak-agent'));
  chmodSync(join(tree, 'usr/bin/daybreak-agent'), 0o755);
  const unit = place('lib/systemd/system/daybreak-agent.service');
  copyFileSync(join(sources, 'daybreak-agent.service'), unit);
  const copyright = place('usr/share/doc/daybreak-agent/copyright');
  copyFileSync(notices, copyright);
  for (const path of [unit, copyright]) chmodSync(path, 0o644);
  const kilobytes = installedSize(tree);
  writeFileSync(place('DEBIAN/control'), control(given, architecture, kilobytes));
}

/** In KiB, each file rounded up, and one for each folder (deb-substvars(5)). */
function installedSize(tree: string): number {
  return globSync('{lib,usr}/**', { cwd: tree })
    .map((path) => statSync(join(tree, path)))
    .reduce((sum, file) => sum + (file.isFile() ? Math.ceil(file.size / 1024) : 1), 0);
}

/** Makes the folders above a file, readable for all, whatever this process's umask is. */
function placeIn(tree: string): (path: string) => string {
  return (path) => {
    let at = tree;
    for (const name of dirname(path).split('/')) {
      at = join(at, name);
      mkdirSync(at, { recursive: true });
      chmodSync(at, 0o755);
    }
    return join(tree, path);
  };
}

function control(
  { version, maintainer }: AgentPackage,
  architecture: string,
  kilobytes: number,
): string {
  if (!/^[^<>\n]+ <[^<>@\s]+@[^<>@\s]+>$/.test(maintainer)) {
    throw new Error(`the maintainer has to be of the form "Name <address>": ${maintainer}`);
  }
  return `Package: daybreak-agent
Version: ${version}
Architecture: ${architecture}
Section: admin
Priority: optional
Installed-Size: ${kilobytes}
Maintainer: ${maintainer}
Depends: libc6 (>= 2.28), libstdc++6 (>= 8), libgcc-s1 | libgcc1
Description: looks after the patches of this host, for a Daybreak server
 Reports which packages are installed, and installs what approvers have
 signed and the server lets begin, from the host's own signed sources.
`;
}

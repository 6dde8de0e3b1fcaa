/** The agent as a package of Debian's. */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface AgentPackage {
  readonly root: string;
  readonly executable: string;
  readonly notices: string;
  /** `0.1.0`. */
  readonly version: string;
}

/** Debian's names of processors. */
const architectures: Partial<Record<NodeJS.Architecture, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
};

/** @returns the package's path, in the folder */
export function makeDebianPackage(given: AgentPackage, folder: string): string {
  const architecture = architectures[process.arch];
  if (architecture === undefined) throw new Error(`no package for ${process.arch}`);
  const tree = mkdtempSync(join(tmpdir(), 'daybreak-package-'));
  try {
    chmodSync(tree, 0o755);
    fill(tree, given, architecture);
    const path = join(folder, `daybreak-agent_${given.version}_${architecture}.deb`);
    // The least effort: more of it takes a minute and saves little.
    const options = ['--root-owner-group', '-Zxz', '-z1'];
    execFileSync('dpkg-deb', [...options, '--build', tree, path], { stdio: 'pipe' });
    return path;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

function fill(tree: string, given: AgentPackage, architecture: string): void {
  const { root, executable, notices, version } = given;
  const place = placeIn(tree);
  const sources = join(root, 'packages/agent/debian');
  for (const script of ['postinst', 'prerm', 'postrm']) {
    copyFileSync(join(sources, script), place(`DEBIAN/${script}`));
    chmodSync(join(tree, 'DEBIAN', script), 0o755);
  }
  writeFileSync(place('DEBIAN/control'), control(version, architecture));
  copyFileSync(executable, place('usr/bin/daybreak-agent'));
  chmodSync(join(tree, 'usr/bin/daybreak-agent'), 0o755);
  const unit = place('lib/systemd/system/daybreak-agent.service');
  copyFileSync(join(sources, 'daybreak-agent.service'), unit);
  const copyright = place('usr/share/doc/daybreak-agent/copyright');
  copyFileSync(notices, copyright);
  for (const path of [unit, copyright]) chmodSync(path, 0o644);
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

function control(version: string, architecture: string): string {
  return `Package: daybreak-agent
Version: ${version}
Architecture: ${architecture}
Section: admin
Priority: optional
Maintainer: The Daybreak authors <daybreak@localhost>
Depends: libc6 (>= 2.28), libstdc++6 (>= 8), libgcc-s1 | libgcc1
Description: looks after the patches of this host, for a Daybreak server
 Reports which packages are installed, and installs what approvers have
 signed and the server lets begin, from the host's own signed sources.
`;
}

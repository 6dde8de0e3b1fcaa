/** A signed repository of invented packages, as a folder that hosts see. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface MadePackage {
  readonly name: string;
  readonly version: string;
  readonly depends?: string;
  readonly conflicts?: string;
  /** Content by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Paths of settings that an administrator may change. */
  readonly conffiles?: readonly string[];
  /** Shell, run as dpkg does. */
  readonly preinst?: string;
  readonly postinst?: string;
  /** What debconf asks. */
  readonly templates?: string;
  /** Shell, run before anything is unpacked. */
  readonly config?: string;
}

const suite = 'fleet-security';
/** What hosts trust it by. */
const keyring = 'fleet.gpg';

export class Repository {
  /** What hosts see. */
  readonly folder: string;
  readonly #keys: string;
  readonly #builds: string;

  constructor(place: string) {
    this.folder = join(place, 'public');
    this.#keys = join(place, 'private');
    this.#builds = join(place, 'build');
    mkdirSync(join(this.folder, 'pool'), { recursive: true });
    mkdirSync(this.#keys, { recursive: true, mode: 0o700 });
    this.#gpg('--quick-gen-key', 'The fleet <fleet@example.test>', 'ed25519', 'sign', 'never');
    this.#gpg('--output', join(this.folder, keyring), '--export');
    this.#endAgent();
  }

  /** Adds packages and signs the list anew. */
  publish(...packages: readonly MadePackage[]): void {
    for (const made of packages) this.#build(made);
    this.#sign();
  }

  /** Takes a version away, as archives do with what is replaced, and signs the list anew. */
  withdraw(name: string, version: string): void {
    rmSync(join(this.folder, 'pool', `${name}_${version}_all.deb`));
    this.#sign();
  }

  #sign(): void {
    const indexes = `dists/${suite}/main/binary-amd64`;
    mkdirSync(join(this.folder, indexes), { recursive: true });
    const list = this.#tool('apt-ftparchive', 'packages', 'pool');
    writeFileSync(join(this.folder, indexes, 'Packages'), list);
    const facts = { Origin: 'Fleet', Label: 'Fleet-Security', Suite: suite, Codename: suite };
    const options = Object.entries(facts).flatMap(([name, value]) => [
      '-o',
      `APT::FTPArchive::Release::${name}=${value}`,
    ]);
    const release = join(this.folder, `dists/${suite}`);
    rmSync(join(release, 'Release'), { force: true });
    writeFileSync(
      join(release, 'Release'),
      this.#tool('apt-ftparchive', ...options, 'release', `dists/${suite}`),
    );
    this.#gpg(
      '--yes',
      '--output',
      join(release, 'InRelease'),
      '--clearsign',
      join(release, 'Release'),
    );
    this.#endAgent();
  }

  /** The line of a host's sources, with the folder where the host sees it. */
  sourceLine(seenAt: string, address = `file:${seenAt}`): string {
    return `deb [arch=amd64 signed-by=${seenAt}/${keyring}] ${address} ${suite} main\n`;
  }

  #build(made: MadePackage) {
    const { name, version, depends, conflicts, files = {}, conffiles = [], templates } = made;
    const root = join(this.#builds, `${name}_${version.replace(':', '%3a')}`);
    mkdirSync(join(root, 'DEBIAN'), { recursive: true });
    const control = [
      `Package: ${name}`,
      `Version: ${version}`,
      'Architecture: all',
      'Maintainer: The fleet <fleet@example.test>',
      'Description: made for a fleet',
      ...(depends === undefined ? [] : [`Depends: ${depends}`]),
      ...(conflicts === undefined ? [] : [`Conflicts: ${conflicts}`]),
    ];
    writeFileSync(join(root, 'DEBIAN/control'), `${control.join('\n')}\n`);
    if (conffiles.length > 0)
      writeFileSync(join(root, 'DEBIAN/conffiles'), `${conffiles.join('\n')}\n`);
    if (templates !== undefined) writeFileSync(join(root, 'DEBIAN/templates'), templates);
    for (const script of ['preinst', 'postinst', 'config'] as const) {
      const text = made[script];
      if (text === undefined) continue;
      writeFileSync(join(root, 'DEBIAN', script), `#!/bin/sh\nset -e\n${text}\n`, { mode: 0o755 });
    }
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    this.#tool('dpkg-deb', '--root-owner-group', '--build', root, join(this.folder, 'pool'));
    rmSync(root, { recursive: true });
  }

  #tool(program: string, ...args: readonly string[]): Buffer {
    return execFileSync(program, args, { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** GnuPG starts an agent by itself, which would outlive all of this. */
  #endAgent(): void {
    this.#tool('gpgconf', '--homedir', this.#keys, '--kill', 'gpg-agent');
  }

  #gpg(...args: readonly string[]): void {
    this.#tool('gpg', '--homedir', this.#keys, '--batch', '--passphrase', '', ...args);
  }
}

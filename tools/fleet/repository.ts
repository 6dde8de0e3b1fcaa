/** A signed repository of invented packages, as a folder that hosts see. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

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
  /** `openssl`, or `openssl (3.0.20-1)`; the package itself where it is not said. */
  readonly source?: string;
  /** Of the source, as deb-changelog(5) has it; offered beside the package, not in it. */
  readonly changelog?: string;
  /** What debconf asks. */
  readonly templates?: string;
  /** Shell, run before anything is unpacked. */
  readonly config?: string;
}

/** Where packages come from, as its Release file says. */
export interface Suite {
  /** `fleet-security`. */
  readonly name: string;
  readonly label: string;
}

const securitySuite: Suite = { name: 'fleet-security', label: 'Fleet-Security' };
/** Where hosts see them; by `copy:`, because apt loses what it takes by `file:`. */
const changelogs = 'copy:/srv/repository/changelogs/@CHANGEPATH@_changelog';
/** What hosts trust it by. */
const keyring = 'fleet.gpg';

export class Repository {
  /** What hosts see. */
  readonly folder: string;
  readonly #keys: string;
  readonly #builds: string;
  readonly #suites = new Set([securitySuite.name]);

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

  /** Adds packages to the suite of security fixes and signs its list anew. */
  publish(...packages: readonly MadePackage[]): void {
    this.publishIn(securitySuite, ...packages);
  }

  /** Adds packages to one suite and signs its list anew. */
  publishIn(suite: Suite, ...packages: readonly MadePackage[]): void {
    this.#suites.add(suite.name);
    const pool = join('pool', suite.name);
    mkdirSync(join(this.folder, pool), { recursive: true });
    for (const made of packages) this.#build(made, pool);
    this.#sign(suite);
  }

  /** Adds a package that others have built, as a security fix. */
  take(path: string): void {
    const pool = join(this.folder, 'pool', securitySuite.name);
    mkdirSync(pool, { recursive: true });
    copyFileSync(path, join(pool, basename(path)));
    this.#sign(securitySuite);
  }

  /** Takes a security fix away, as archives do with what is replaced, and signs the list anew. */
  withdraw(name: string, version: string): void {
    rmSync(join(this.folder, 'pool', securitySuite.name, `${name}_${version}_all.deb`));
    this.#sign(securitySuite);
  }

  #sign({ name, label }: Suite): void {
    const indexes = `dists/${name}/main/binary-amd64`;
    mkdirSync(join(this.folder, indexes), { recursive: true });
    const list = this.#tool('apt-ftparchive', 'packages', join('pool', name));
    writeFileSync(join(this.folder, indexes, 'Packages'), list);
    const facts = { Origin: 'Fleet', Label: label, Suite: name, Codename: name, Version: '1' };
    const options = Object.entries(facts).flatMap(([field, value]) => [
      '-o',
      `APT::FTPArchive::Release::${field}=${value}`,
    ]);
    const release = join(this.folder, `dists/${name}`);
    rmSync(join(release, 'Release'), { force: true });
    const signed = this.#tool('apt-ftparchive', ...options, 'release', `dists/${name}`);
    writeFileSync(join(release, 'Release'), `Changelogs: ${changelogs}\n${signed}`);
    this.#gpg(
      '--yes',
      '--output',
      join(release, 'InRelease'),
      '--clearsign',
      join(release, 'Release'),
    );
    this.#endAgent();
  }

  /**
   * The lines of a host's sources, one a suite.
   * @param seenAt the folder where the host sees it
   */
  sourceLine(seenAt: string, address = `file:${seenAt}`): string {
    const signedBy = `signed-by=${seenAt}/${keyring}`;
    return [...this.#suites]
      .map((name) => `deb [arch=amd64 ${signedBy}] ${address} ${name} main\n`)
      .join('');
  }

  #build(made: MadePackage, pool: string): void {
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
      ...(made.source === undefined ? [] : [`Source: ${made.source}`]),
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
    this.#tool('dpkg-deb', '--root-owner-group', '--build', root, join(this.folder, pool));
    rmSync(root, { recursive: true });
    this.#offerChangelog(made);
  }

  /** By source, as the archive has it: `changelogs/main/o/openssl/openssl_3.0.20-1_changelog`. */
  #offerChangelog({ name, version, source = name, changelog }: MadePackage): void {
    if (changelog === undefined) return;
    const [sourceName = source, inBrackets] = source.split(' ');
    const sourceVersion = inBrackets?.slice(1, -1) ?? version;
    const prefix = sourceName.slice(0, sourceName.startsWith('lib') ? 4 : 1);
    const folder = join(this.folder, 'changelogs/main', prefix, sourceName);
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, `${sourceName}_${sourceVersion.replace(/^\d+:/, '')}_changelog`),
      changelog,
    );
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

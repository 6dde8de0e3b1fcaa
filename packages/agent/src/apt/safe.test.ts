import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changesBetween,
  type InstalledPackage,
  needsOf,
  parseLocks,
  parseUris,
  settingsLeft,
  UriError,
  unordered,
} from './index.ts';

const installed = (name: string, version: string, architecture = 'amd64'): InstalledPackage => ({
  ...{ name, version, architecture, source: name, sourceVersion: version },
  ...{ isHeld: false, state: 'installed', isTorn: false },
});

describe('What has changed', () => {
  it('is told by architecture only where there are several', () => {
    const before = [installed('a', '1'), installed('c', '1'), installed('c', '1', 'i386')];
    const after = [installed('a', '2', 'all'), installed('c', '2'), installed('c', '1', 'i386')];
    const changed = changesBetween(before, after);
    expect(changed).toEqual([
      { name: 'a', from: '1', to: '2' },
      { name: 'c:amd64', from: '1', to: '2' },
    ]);
    expect(unordered(changed, [{ name: 'c', version: '2' }])).toEqual([
      'a is at 2 now, and was 1, which is not ordered',
    ]);
  });

  it('leads from what was there to what is there', () => {
    const versions = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('1', '2'));
    fc.assert(
      fc.property(versions, versions, (before, after) => {
        const [old, now] = [before, after].map((all) =>
          Object.entries(all).map(([name, version]) => installed(name, version)),
        );
        const state = new Map<string, string | null>(Object.entries(before));
        for (const { name, from, to } of changesBetween(old ?? [], now ?? [])) {
          expect(from).toBe(before[name] ?? null);
          state.set(name, to);
        }
        const left = [...state].filter(([, version]) => version !== null);
        expect(new Map(left)).toEqual(new Map(Object.entries(after)));
      }),
    );
  });
});

describe('What apt would download', () => {
  const sha256 = 'a'.repeat(64);

  it('is read with the hash of the signed index', () => {
    const text = `Reading...\n'http://x/web_2_all.deb' web_1%3a2_all.deb 804 SHA256:${sha256}\n`;
    expect(parseUris(text)).toEqual([
      {
        ...{ name: 'web', version: '1:2', architecture: 'all', bytes: 804, sha256 },
        ...{ path: '/var/cache/apt/archives/web_1%3a2_all.deb', isLocal: false },
      },
    ]);
  });

  it.each([
    `'http://x/web_2_all.deb' web_2_all.deb 804 MD5Sum:${'a'.repeat(32)}`,
    `'http://x/web_2_all.deb' ../web_2_all.deb 804 SHA256:${sha256}`,
    `'http://x/web_2_all.deb' web_2%_all.deb 804 SHA256:${sha256}`,
    `'http://x/web_2_all.deb' web_2_all.deb 804 `,
  ])('is never guessed: %s', (line) => {
    expect(() => parseUris(line)).toThrow(UriError);
  });
});

it('A package needs whole blocks, folder by folder', () => {
  const text = `drwxr-xr-x root/root         0 2026-11-23 21:17 ./usr/
-rw-r--r-- root/root         1 2026-11-23 21:17 ./usr/share/doc/web/copyright
-rw-r--r-- root/root      4097 2026-11-23 21:17 ./usr/share/doc/web/with space
-rw-r--r-- root/root         5 2026-11-23 21:17 ./file
`;
  expect(needsOf(text)).toEqual([
    { folder: '/usr/share/doc', bytes: 3 * 4096 },
    { folder: '/', bytes: 4096 },
  ]);
});

it('A lock is held by who has it, not by who waits for it', () => {
  const text = `1: POSIX  ADVISORY  WRITE 75 00:28:2356699 0 EOF
1: -> POSIX  ADVISORY  WRITE 76 00:28:2356699 0 EOF
2: FLOCK  ADVISORY  WRITE 5 fd:00:12 0 EOF
`;
  expect(parseLocks(text)).toEqual([
    { pid: 75, inode: 2356699 },
    { pid: 5, inode: 12 },
  ]);
});

it('Settings that stay are told; those that a package took away or renewed are not', () => {
  const kept = `Configuration file '/etc/a b.conf'
 ==> Modified (by you or by a script) since installation.
 ==> Package distributor has shipped an updated version.
 ==> Keeping old config file as default.
`;
  const renewed = kept.replace('Keeping old', 'Using new');
  expect(settingsLeft(`${renewed}Setting up\n${kept}`)).toEqual([
    '/etc/a b.conf was changed on the host and stays; the new one is /etc/a b.conf.dpkg-dist',
  ]);
});

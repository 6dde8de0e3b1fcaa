import { describe, expect, it } from 'vitest';
import type { RunCommand } from '../command/index.ts';
import { isSecurityOrigin, learnCves, parseSources, type SourceChange } from './index.ts';

describe('a source', () => {
  it.each([
    ['Debian-Security:12/oldstable-security', true],
    ['Debian-Security:11/oldoldstable', true],
    ['Ubuntu:22.04/jammy-security', true],
    ['UbuntuESM:22.04/jammy-infra-security', true],
    ['Debian:12.15/oldstable', false],
    ['Debian:12-updates/oldstable-updates', false],
    ['Ubuntu:22.04/jammy-updates', false],
    ['Not-Debian-Security:1/x', false],
    ['Debian-Security', false],
  ])('%s: for security fixes %s', (origin, isSecurity) => {
    expect(isSecurityOrigin(origin)).toBe(isSecurity);
  });
});

describe('what a package is made from', () => {
  it('is the package itself where nothing else is said', () => {
    const text = [
      'Package: libssl3\nArchitecture: amd64\nVersion: 3.0.22-1+b1\nSource: openssl (3.0.22-1)\n',
      'Package: nginx\nVersion: 1.22\nArchitecture: all\nDescription: x\n Source: none\n',
      'Package: libc6\nSource: glibc\nArchitecture: i386\nVersion: 2.36-9\n',
      'Package: virtual\n',
    ].join('\n');
    expect(parseSources(text)).toMatchObject([
      { name: 'libssl3', version: '3.0.22-1+b1', source: 'openssl', sourceVersion: '3.0.22-1' },
      { name: 'nginx', source: 'nginx', sourceVersion: '1.22' },
      { name: 'libc6', architecture: 'i386', source: 'glibc', sourceVersion: '2.36-9' },
    ]);
  });
});

describe('changelogs', () => {
  const change = (source: string, isSecurity: boolean): SourceChange => ({
    ...{ source, from: '1.0', to: '1.1', package: `${source}:all=1.1`, isSecurity },
  });
  const text = (source: string) =>
    `${source} (1.1) x; urgency=low\n\n  CVE-2026-1234\n\n${source} (1.0) x; urgency=low\n`;
  const source = (args: readonly string[]) => args.at(-1)?.split(':')[0] ?? '';

  /** Asks as often as `rounds` says, with sources that do not answer. */
  async function learn(changes: readonly SourceChange[], silent: RegExp, rounds: number) {
    const asked: string[][] = [];
    const known = new Map<string, readonly string[] | null>();
    for (let round = 0; round < rounds; round += 1) {
      const names: string[] = [];
      const run: RunCommand = async ({ args }) => {
        names.push(source(args));
        const status = silent.test(source(args)) ? 100 : 0;
        return { status, output: text(source(args)), log: '' };
      };
      await learnCves(run, changes, known);
      asked.push(names);
    }
    return { asked, known };
  }

  it('are asked for some at a time, security fixes first, each source once', async () => {
    const changes = [
      ...Array.from({ length: 30 }, (_, at) => change(`plain-${at}`, false)),
      ...[change('web', true), change('web', true)],
    ];
    const { asked, known } = await learn(changes, /^$/, 3);
    expect(asked.map(({ length }) => length)).toEqual([20, 11, 0]);
    expect(asked[0]?.[0]).toBe('web');
    expect(known.get('web 1.0 1.1')).toEqual(['CVE-2026-1234']);
  });

  it('that do not come end a round, are not known, and keep nobody waiting in the next', async () => {
    const changes = [
      ...Array.from({ length: 4 }, (_, at) => change(`gone-${at}`, true)),
      change('web', false),
    ];
    const { asked, known } = await learn(changes, /^gone/, 2);
    expect(asked[0]).toEqual(['gone-0', 'gone-1', 'gone-2']);
    expect(asked[1]?.slice(0, 2)).toEqual(['gone-3', 'web']);
    expect(known.get('gone-0 1.0 1.1')).toBeNull();
    expect(known.get('web 1.0 1.1')).toEqual(['CVE-2026-1234']);
  });
});

import { describe, expect, it } from 'vitest';
import type { DebianHost, DebianPackage, RpmHost } from '../inventory/index.ts';
import { supportOf } from '../inventory/index.ts';
import {
  assessHost,
  findOnHost,
  productIdOfHost,
  productNameOfHost,
  summariseHost,
} from './index.ts';

const openssl: DebianPackage = {
  name: 'openssl',
  architecture: 'amd64',
  version: '3.0.16-1~deb12u1',
  source: 'openssl',
  sourceVersion: '3.0.16-1~deb12u1',
  state: 'installed',
};

const debian: DebianHost = {
  name: 'web-3',
  domain: '',
  osName: 'Debian GNU/Linux 12 (bookworm)',
  distribution: 'debian',
  release: '12',
  architecture: 'amd64',
  kernel: '6.1.0-37-amd64',
  packages: [openssl],
};

const msrc = {
  name: 'msrc' as const,
  source: 'a test',
  asOf: '2024-06-11',
  months: [{ month: '2024-06', state: 'complete' as const, reason: '', count: 2 }],
  documents: 1,
  rows: 2,
  drops: [],
};

/** Nothing that is known of Windows may be asked about Debian. */
const known = {
  product: (id: string) => {
    throw new Error(`asked for ${id}`);
  },
  basis: () => ({ asOf: '2026-11-23', feeds: [msrc] }),
};

const rpm: RpmHost = {
  ...{ name: 'db-1', domain: '', packageFormat: 'rpm', osName: 'Rocky Linux 9.4 (Blue Onyx)' },
  ...{ distribution: 'rocky', release: '9.4', architecture: 'x86_64' },
  ...{ kernel: '5.14.0-427.13.1.el9_4.x86_64', packages: [] },
};

describe('a host of RPM', () => {
  it('is unknown, with the reason, on the basis of no feed', () => {
    expect(assessHost(rpm, known)).toMatchObject({
      ...{ product: 'rocky:9.4', verdict: 'unknown', install: [], feeds: [] },
      warnings: ['no feed covers rocky:9.4: nothing can be said about it'],
    });
    const names = [{ kind: 'advisory', name: 'CVE-2024-30080' }] as const;
    const found = findOnHost(rpm, names, { ...known, released: () => '2024-06-11' });
    expect(found).toMatchObject([{ state: 'unknown', because: 'no feed covers rocky:9.4' }]);
  });

  it('has no date of Debian, whatever it calls itself', () => {
    const named = { ...rpm, distribution: 'debian', release: '12' };
    const end = { ends: null, note: 'end of support of debian:12 not known' };
    expect(supportOf(named)).toEqual(end);
  });
});

describe('a Debian host', () => {
  it.each([
    ['debian', '12', 'debian:12'],
    ['ubuntu', '24.04', 'ubuntu:24.04'],
    ['debian', '', 'debian:unreleased'],
  ])('of %s %s is the product %s', (distribution, release, product) => {
    expect(productIdOfHost({ ...debian, distribution, release })).toBe(product);
    expect(productNameOfHost({ ...debian, distribution, release })).toBe(product);
  });

  it('is unknown, with the reason, on the basis of no feed', () => {
    expect(assessHost(debian, known)).toEqual({
      host: 'web-3',
      product: 'debian:12',
      verdict: 'unknown',
      install: [],
      advisories: [],
      feeds: [],
      conditional: [],
      warnings: ['no feed covers debian:12: nothing can be said about it'],
    });
    expect(summariseHost(debian, known)).toMatchObject({
      product: 'debian:12',
      verdict: 'unknown',
    });
  });

  it('is unknown for whatever is named, and never not affected', () => {
    const names = [
      { kind: 'advisory', name: 'CVE-2024-30080' },
      { kind: 'update', name: 'KB5039227' },
    ] as const;
    const found = findOnHost(debian, names, { ...known, released: () => '2024-06-11' });
    const because = 'no feed covers debian:12';
    expect(found).toMatchObject(names.map((named) => ({ ...named, state: 'unknown', because })));
  });

  it('says that its release is past support, once it is', () => {
    const bullseye = { ...debian, release: '11' };
    const on = (asOf: string) =>
      assessHost(bullseye, { ...known, basis: () => ({ asOf, feeds: [] }) });
    expect(on('2026-08-31').warnings).toHaveLength(1);
    expect(on('2026-09-01').warnings[1]).toMatch(
      /^past support since 2026-08-31: by Debian's long-term/,
    );
  });
});

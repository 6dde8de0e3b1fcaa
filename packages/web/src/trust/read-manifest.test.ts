import { describe, expect, it } from 'vitest';
import { type ManifestTexts, manifestField, readManifest } from './read-manifest.ts';

const now = new Date('2024-06-20T08:00:00.000Z');

const texts: ManifestTexts = {
  path: 'openssl.json',
  title: ' openssl, DSA-5780-1 ',
  products: 'debian:12, debian:11',
  groups: '',
  packages: 'libssl3 3.0.17-1~deb12u3\n\nopenssl=3.0.17 back 3.0.16 back 3.0.15 new',
  updates: 'kb 5039227',
  removable: 'KB5039211, kb5039227',
  mayRestart: true,
  probes: 'tls mail.example:25\nhttps://shop.example/health',
  until: '2024-07-20',
};

function errorsOf(more: Partial<ManifestTexts>): Record<string, string> {
  const read = readManifest({ ...texts, ...more }, now);
  return 'errors' in read ? Object.fromEntries(read.errors) : {};
}

describe('a manifest that somebody has typed', () => {
  it('is read', () => {
    expect(readManifest(texts, now)).toEqual({
      wanted: {
        path: 'openssl.json',
        manifest: {
          format: 1,
          title: 'openssl, DSA-5780-1',
          products: ['debian:12', 'debian:11'],
          groups: null,
          packages: [
            { name: 'libssl3', version: '3.0.17-1~deb12u3', back: [], isNew: false },
            { name: 'openssl', version: '3.0.17', back: ['3.0.16', '3.0.15'], isNew: true },
          ],
          updates: ['KB5039227'],
          removable: ['KB5039211', 'KB5039227'],
          mayRestart: true,
          probes: [
            { kind: 'tls', host: 'mail.example', port: 25 },
            { kind: 'https', url: 'https://shop.example/health' },
          ],
          until: new Date('2024-07-20T23:59:59').toISOString(),
        },
      },
    });
  });

  it.each<[Partial<ManifestTexts>, string]>([
    [{ path: 'Open SSL' }, 'path: Small letters'],
    [{ title: ' ' }, 'title: What is it for?'],
    [{ products: ' ,' }, 'products: Of any other'],
    [{ packages: 'a 1\n-oX 1' }, 'packages: Line 2: “-oX” is no name'],
    [{ packages: 'libssl3' }, 'packages: Line 1: libssl3 has no version'],
    [{ packages: 'libssl3 -1' }, 'packages: Line 1: “-1” is no version'],
    [{ packages: '\nlibssl3 1 2' }, 'packages: Line 2: “2” is neither'],
    [{ packages: 'libssl3 1 back' }, 'packages: Line 1: after “back”'],
    [{ packages: 'libssl3 1 back new' }, 'packages: Line 1: after “back”'],
    [{ packages: '', updates: '', removable: '' }, 'packages: Name a package or an update'],
    [{ updates: 'KB12' }, 'updates: KB12 is no update'],
    [{ removable: 'openssl' }, 'removable: openssl is no update'],
    [{ probes: 'tls mail.example' }, 'probes: Line 1: write'],
    [{ probes: 'http://shop.example' }, 'probes: Line 1: write'],
    [{ probes: 'tls mail.example:70000' }, 'probes: Line 1: 70000 is no port'],
    [{ probes: 'https://a b' }, 'probes: Line 1: this is no address'],
    [{ until: '' }, 'until: Until which day'],
    [{ until: '2024-06-19' }, 'until: This day is over'],
    [{ title: 'x'.repeat(301) }, 'title: Too big'],
  ])('with %j is refused at its field', (more, expected) => {
    const [[field, words] = []] = Object.entries(errorsOf(more));
    expect(`${field}: ${words}`).toContain(expected);
  });

  it('lets nothing be taken out unless that is entered, and may be for that alone', () => {
    const without = readManifest({ ...texts, removable: ' ' }, now);
    expect('wanted' in without && 'removable' in without.wanted.manifest).toBe(false);
    expect(errorsOf({ packages: '', updates: '' })).toEqual({});
  });

  it('is told of all its fields at once', () => {
    expect(Object.keys(errorsOf({ path: '', title: '', until: '' }))).toEqual([
      ...['path', 'title', 'until'],
    ]);
  });

  it('is found by what the server calls its parts', () => {
    expect(manifestField('add/0/manifest/packages/2/name')?.name).toBe('packages');
    expect(manifestField('add/3/path')?.name).toBe('path');
    expect(manifestField('remove/0')).toBeNull();
  });
});

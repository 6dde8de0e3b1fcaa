import type { DebianPosture } from '@daybreak/protocol/agent';
import { postureUpload } from '@daybreak/protocol/agent';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentHashOf } from './document.ts';
import { parseOsRelease } from './os-release.ts';
import { postureUploadOf } from './posture-change.ts';

describe('os-release', () => {
  it('is read as the shell reads it', () => {
    const text = '# comment\nID=debian\nVERSION_ID="12"\nPRETTY_NAME="A \\"B\\""\nNAME=\'x\'\n';
    expect(parseOsRelease(text)).toEqual({
      ...{ id: 'debian', like: [], versionId: '12', prettyName: 'A "B"' },
    });
  });

  it('has a meaning where it says nothing', () => {
    expect(parseOsRelease('')).toEqual({
      ...{ id: 'linux', like: [], versionId: '', prettyName: 'Linux' },
    });
  });
});

const facts = { osName: 'Debian', distribution: 'debian', release: '12' };
const posture: fc.Arbitrary<DebianPosture> = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2', '3'))
  .map((versions) => ({
    ...{ ...facts, architecture: 'amd64', kernel: '6.1' },
    packages: Object.entries(versions)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, version]) => ({
        ...{ name, version, architecture: 'amd64', source: name, sourceVersion: version },
        state: 'installed' as const,
      })),
  }));
const instance = 'i'.repeat(22);

describe('a change of a posture', () => {
  it('makes the posture out of the one before', () => {
    fc.assert(
      fc.property(posture, posture, (base, now) => {
        const upload = postureUpload.parse(postureUploadOf(instance, now, base));
        if (!('base' in upload)) throw new Error('it is whole');
        const gone = new Set(upload.removed);
        const kept = new Map(base.packages.map((one) => [one.name, one]));
        for (const name of kept.keys()) if (gone.has(`${name}:amd64`)) kept.delete(name);
        for (const one of upload.set) kept.set(one.name, one);
        const packages = [...kept.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
        expect(documentHashOf({ ...upload.facts, packages })).toBe(upload.posture);
        expect(upload.base).toBe(documentHashOf(base));
      }),
    );
  });
});

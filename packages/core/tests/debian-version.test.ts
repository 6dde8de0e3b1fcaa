import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { compareDebianVersions, parseDebianVersion } from '@daybreak/core/version';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

function compare(a: string, b: string): number {
  const [left, right] = [parseDebianVersion(a), parseDebianVersion(b)];
  if (left === null || right === null) throw new Error(`${a} or ${b} is no version`);
  return Math.sign(compareDebianVersions(left, right));
}

describe('versions of Debian packages', () => {
  it('are read into epoch, upstream and revision', () => {
    expect(parseDebianVersion('1:9.18.28-1~deb12u2')).toEqual({
      epoch: 1,
      upstream: '9.18.28',
      revision: '1~deb12u2',
    });
    expect(parseDebianVersion('2024a-0+deb12u1')).toMatchObject({ upstream: '2024a' });
    expect(parseDebianVersion('1-2-3')).toMatchObject({ upstream: '1-2', revision: '3' });
  });

  it.each(['', '-1', '1:', 'a:1', '1 2', '1_2', '1:2:3-', 'ü'])('are not %j', (text) => {
    expect(parseDebianVersion(text)).toBeNull();
  });

  it.each([
    ['1.0~rc1-1', '1.0-1'],
    ['1.0-1~bpo12+1', '1.0-1'],
    ['3.0.9-1', '3.0.17-1~deb12u2'],
    ['3.0.17-1~deb12u2', '3.0.17-1~deb12u3'],
    ['9.9', '1:1.0'],
    ['1.0', '1.0-0.1'],
    ['1.0a', '1.0+'],
    ['20240102030405060708090', '20240102030405060708091'],
  ])('%s is before %s', (a, b) => {
    expect([compare(a, b), compare(b, a)]).toEqual([-1, 1]);
  });

  it('are equal with zeros in front, and without a revision that is 0', () => {
    expect([compare('1.02', '1.2'), compare('1.0', '1.0-0'), compare('0:1', '1')]).toEqual([
      0, 0, 0,
    ]);
  });

  const part = fc.string({
    unit: fc.constantFrom('0', '1', '9', 'a', 'Z', '~', '+', '.'),
    maxLength: 6,
  });
  const version = fc
    .tuple(fc.constantFrom('', '0:', '1:'), part, fc.constantFrom('', '-'), part)
    .map(
      ([epoch, upstream, hyphen, revision]) =>
        `${epoch}1${upstream}${hyphen}${hyphen && `${revision}1`}`,
    );

  it('have one order', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(compare(a, b)).toBe(-compare(b, a) || 0);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  const hasDpkg = spawnSync('dpkg', ['--version']).status === 0;
  const byDpkg = (a: string, b: string): boolean =>
    spawnSync('dpkg', ['--compare-versions', a, 'lt', b]).status === 0;

  it.skipIf(!hasDpkg)("come in dpkg's own order, invented ones", () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(compare(a, b) < 0).toBe(byDpkg(a, b));
      }),
      { numRuns: 300 },
    );
  });

  const archive = join(
    import.meta.dirname,
    '../../../../shared/data/debian12-host/bookworm-main-versions.tsv.gz',
  );

  it.skipIf(!hasDpkg || !existsSync(archive))("come in dpkg's own order, the archive's", () => {
    const rows = gunzipSync(readFileSync(archive)).toString().trim().split('\n');
    const versions = [...new Set(rows.map((row) => row.split('\t')[1] ?? ''))];
    expect(versions.filter((text) => parseDebianVersion(text) === null)).toEqual([]);
    const step = Math.floor(versions.length / 400);
    for (let at = 0; at + step + 1 < versions.length; at += step) {
      const [a = '', b = ''] = [versions[at], versions[at + step + 1]];
      expect([a, b, compare(a, b) < 0]).toEqual([a, b, byDpkg(a, b)]);
    }
  });
});

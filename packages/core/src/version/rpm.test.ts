import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRpmVersions, parseRpmVersion } from './rpm.ts';

function compare(a: string, b: string): number {
  const [left, right] = [parseRpmVersion(a), parseRpmVersion(b)];
  if (left === null || right === null) throw new Error(`${a} or ${b} is no version`);
  return Math.sign(compareRpmVersions(left, right));
}

describe('versions of RPM packages', () => {
  it.each(['', '1.0', '-1', '1.0-', 'a:1-1', '1-2-3', '1.0-1 x', 'ü-1'])('are not %j', (text) => {
    expect(parseRpmVersion(text)).toBeNull();
  });

  it.each([
    ['3.0.7-9.el9', '3.0.7-27.el9'],
    ['9.9-1', '1:1.0-1'],
    ['1.0~rc1-1', '1.0-1'],
    ['1.0-1', '1.0^20260101git-1'],
    ['1.0^20260101git-1', '1.0.1-1'],
    ['1.0a-1', '1.0.1-1'],
    ['1.0-1', '1.0-1.el9'],
    ['20240102030405060708090-1', '20240102030405060708091-1'],
  ])('%s is before %s', (a, b) => {
    expect([compare(a, b), compare(b, a)]).toEqual([-1, 1]);
  });

  it('are equal with zeros in front, whatever divides them, and with no epoch for 0', () => {
    expect([
      compare('1.02-1', '1.2-1'),
      compare('1_0-1', '1.0-1'),
      compare('0:1-1', '1-1'),
    ]).toEqual([0, 0, 0]);
  });

  const part = fc.string({ unit: fc.constantFrom(...'019aZ~^._+'), minLength: 1, maxLength: 7 });
  const version = fc.tuple(part, part).map(([upstream, release]) => `${upstream}-${release}`);

  it('have one order', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(compare(a, b)).toBe(-compare(b, a) || 0);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

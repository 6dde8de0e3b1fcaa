import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSilent } from './contact.ts';
import { composeSerial, splitSerial } from './serial.ts';

const part = fc.integer({ min: 1, max: 2 ** 40 - 1 });
const parts = fc.record({ start: part, count: part });

describe('a serial', () => {
  it('is what it was made of', () => {
    expect(composeSerial({ start: 3, count: 7 })).toBe(3n * 2n ** 40n + 7n);
    fc.assert(
      fc.property(parts, (made) => {
        expect(splitSerial(composeSerial(made))).toEqual(made);
      }),
    );
  });

  it('grows with the start, and within one with the count', () => {
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const isLess = a.start < b.start || (a.start === b.start && a.count < b.count);
        expect(composeSerial(a) < composeSerial(b)).toBe(isLess);
      }),
    );
  });

  it.each([0n, 7n, 2n ** 40n, 2n ** 80n + 1n, 10n ** 25n - 1n])('is not %d', (serial) => {
    expect(splitSerial(serial)).toBeNull();
  });

  it.each([
    [0, 1],
    [1, 0],
    [1.5, 1],
    [2 ** 40, 1],
    [1, 2 ** 40],
  ])('is not made of %d and %d', (start, count) => {
    expect(() => composeSerial({ start, count })).toThrow(RangeError);
  });
});

describe('a host', () => {
  it('is silent after three of its own polls', () => {
    const contact = { lastContactMs: 1_000_000, pollSeconds: 60 };
    expect(isSilent(contact, 1_000_000 + 180_000)).toBe(false);
    expect(isSilent(contact, 1_000_000 + 180_001)).toBe(true);
    expect(isSilent({ ...contact, pollSeconds: 600 }, 1_000_000 + 180_001)).toBe(false);
  });
});

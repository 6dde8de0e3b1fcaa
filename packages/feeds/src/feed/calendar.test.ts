import { patchTuesday } from '@daybreak/core/bulletin';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { monthNumber, readInstant } from './calendar.ts';

describe('patchTuesday', () => {
  it.each([
    ['2006-08', '2006-08-08'],
    ['2024-06', '2024-06-11'],
    ['2025-10', '2025-10-14'],
    ['2026-09', '2026-09-08'],
    ['2022-03', '2022-03-08'],
  ])('of %s is %s', (month, day) => {
    expect(patchTuesday(month)).toBe(day);
  });

  it('is always a Tuesday from the 8th to the 14th', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1998, max: 2100 }), fc.integer({ min: 1, max: 12 }), (y, m) => {
        const day = new Date(`${patchTuesday(`${y}-${String(m).padStart(2, '0')}`)}T12:00:00Z`);
        expect(day.getUTCDay()).toBe(2);
        expect(day.getUTCDate()).toBeGreaterThanOrEqual(8);
        expect(day.getUTCDate()).toBeLessThanOrEqual(14);
      }),
    );
  });
});

describe('monthNumber', () => {
  it('reads a month in any case, and nothing else', () => {
    expect([monthNumber('Jun'), monthNumber('FEB'), monthNumber('Juno')]).toEqual([
      '06',
      '02',
      null,
    ]);
  });
});

describe('readInstant', () => {
  it.each([
    ['2024-06-11T07:00:00', '2024-06-11T07:00:00'],
    ['2018-04-10T07:00:00Z', '2018-04-10T07:00:00'],
    ['2024-06-11T07:00:00.123', '2024-06-11T07:00:00'],
    ['2024-06-11', '2024-06-11T00:00:00'],
    ['2024-13-11', null],
    ['June 11', null],
    ['', null],
  ])('reads "%s" as %s', (text, instant) => {
    expect(readInstant(text)).toBe(instant);
  });
});

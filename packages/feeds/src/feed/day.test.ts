import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cveKey, cveOfKey } from './cve.ts';
import { isIsoDay } from './day.ts';

describe('isIsoDay', () => {
  it.each([
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['2023-02-29', false],
    ['1900-02-29', false],
    ['2024-04-31', false],
    ['2024-13-01', false],
    ['2024-00-10', false],
    ['2024-01-00', false],
    ['2024-1-1', false],
    ['2024-01-01T00:00:00Z', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(isIsoDay(text)).toBe(expected);
  });

  it('is true for every day there is', () => {
    const dates = fc.date({ min: new Date('1970-01-01'), max: new Date('2999-12-31') });
    fc.assert(
      fc.property(dates, (date) => {
        fc.pre(!Number.isNaN(date.getTime()));
        expect(isIsoDay(date.toISOString().slice(0, 10))).toBe(true);
      }),
    );
  });
});

describe('cveKey', () => {
  it.each(['CVE-1999-0001', 'CVE-2024-30051', 'CVE-2026-1999047', 'CVE-2026-999999999'])(
    'of %s gives it back',
    (id) => {
      expect(cveOfKey(cveKey(id) ?? 0)).toBe(id);
    },
  );

  it.each([
    'CVE-2024-001',
    'CVE-2024-00012',
    'cve-2024-0001',
    'CVE-2024-0001 ',
    'CVE-2026-1234567890',
    'ADV200001',
    '',
  ])('takes no "%s"', (text) => {
    expect(cveKey(text)).toBeNull();
  });

  it('has the order of year and number', () => {
    const ids = ['CVE-1999-9999', 'CVE-2000-0001', 'CVE-2000-10000', 'CVE-2001-2000'];
    const keys = ids.map((id) => cveKey(id) ?? 0);
    expect(keys.toSorted((a, b) => a - b)).toEqual(keys);
  });
});

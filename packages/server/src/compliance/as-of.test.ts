import { describe, expect, it } from 'vitest';
import { instantOf } from './as-of.ts';

const berlin = 'Europe/Berlin';
const at = (asOf: string, now: string, zone = berlin) =>
  new Date(instantOf(asOf, zone, Date.parse(now))).toISOString();

describe('the instant that is asked about', () => {
  it.each([
    ['a day that is over', '2026-06-10', '2026-06-12T12:00Z', '2026-06-10T21:59:59.999Z'],
    ['today', '2026-06-12', '2026-06-12T12:00Z', '2026-06-12T12:00:00.000Z'],
    ['an instant', '2026-06-12T10:00Z', '2026-06-12T12:00Z', '2026-06-12T10:00:00.000Z'],
    // Clocks go back in that night: the day has 25 hours.
    ['a long today', '2026-10-25', '2026-10-24T22:10Z', '2026-10-24T22:10:00.000Z'],
  ])('is of %s', (_, asOf, now, instant) => {
    expect(at(asOf, now)).toBe(instant);
  });

  it.each([
    ['tomorrow', '2026-06-13', '2026-06-12T12:00Z'],
    // Clocks go forward in the night to come: that day has 23 hours.
    ['a short tomorrow', '2026-03-29', '2026-03-28T22:30Z'],
    ['a later instant', '2026-06-12T12:01Z', '2026-06-12T12:00Z'],
  ])('is none of %s', (_, asOf, now) => {
    expect(() => at(asOf, now)).toThrow('is in the future');
  });
});

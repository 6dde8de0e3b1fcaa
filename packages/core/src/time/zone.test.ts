import { describe, expect, it } from 'vitest';
import { endOfDay, isTimeZone, wallTime } from './zone.ts';

const iso = (instant: number) => new Date(instant).toISOString();

describe('the end of a day', () => {
  it.each([
    ['2024-06-11', 'UTC', '2024-06-12T00:00:00.000Z'],
    ['2024-06-11', 'Europe/Berlin', '2024-06-11T22:00:00.000Z'],
    ['2024-01-11', 'Europe/Berlin', '2024-01-11T23:00:00.000Z'],
    ['2024-06-11', 'Australia/Sydney', '2024-06-11T14:00:00.000Z'],
    // Clocks go forward on 31 March: that day has 23 hours; and back on 27 October: 25 hours.
    ['2024-03-30', 'Europe/Berlin', '2024-03-30T23:00:00.000Z'],
    ['2024-03-31', 'Europe/Berlin', '2024-03-31T22:00:00.000Z'],
    ['2024-10-26', 'Europe/Berlin', '2024-10-26T22:00:00.000Z'],
    ['2024-10-27', 'Europe/Berlin', '2024-10-27T23:00:00.000Z'],
    // In Beirut they go forward at midnight: the first instant of 31 March 2024 shows 01:00.
    ['2024-03-30', 'Asia/Beirut', '2024-03-30T22:00:00.000Z'],
    ['2024-02-28', 'America/New_York', '2024-02-29T05:00:00.000Z'],
    ['2006-08-08', 'America/New_York', '2006-08-09T04:00:00.000Z'],
  ])('%s in %s is %s', (day, zone, instant) => {
    expect(iso(endOfDay(day, zone))).toBe(instant);
  });
});

describe('a time that clocks show', () => {
  it('is taken for the first where they show it twice', () => {
    const shown = Date.UTC(2024, 9, 27, 2, 30);
    expect(iso(wallTime(shown, 'Europe/Berlin'))).toBe('2024-10-27T00:30:00.000Z');
  });
});

describe('a time zone', () => {
  it('is one that the platform knows', () => {
    expect(isTimeZone('America/Los_Angeles')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
  });
});

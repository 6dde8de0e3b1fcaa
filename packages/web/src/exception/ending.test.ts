import { describe, expect, it } from 'vitest';
import { byEnd, dayAfter, endsAt, endsSoon } from './ending.ts';

const end = { until: '2024-06-30', zone: 'Europe/Berlin' };

describe('the end of an exception', () => {
  it('is that of the day in its zone', () => {
    expect(endsAt(end).toISOString()).toBe('2024-06-30T22:00:00.000Z');
  });

  it('is soon within a week', () => {
    expect(endsSoon(end, new Date('2024-06-23T21:59:59Z'))).toBe(false);
    expect(endsSoon(end, new Date('2024-06-23T22:00:00Z'))).toBe(true);
  });

  it('orders exceptions, across zones', () => {
    const earlier = { until: '2024-06-30', zone: 'Asia/Tokyo' };
    expect([end, earlier].toSorted(byEnd)).toEqual([earlier, end]);
  });

  it('can be so many days ahead', () => {
    expect(dayAfter(new Date(2024, 5, 20, 23, 30), 14)).toBe('2024-07-04');
    expect(dayAfter(new Date(2024, 1, 28, 0, 5), 2)).toBe('2024-03-01');
  });
});

import { describe, expect, it } from 'vitest';
import { clockDay, isOver } from './order-time.ts';

const now = new Date('2024-06-20T08:00:00.000Z');
const demand = (due: string | null) => ({ action: 'patch' as const, due });

describe('the time of an order', () => {
  it('is not over while every demand has time left', () => {
    expect(isOver({ demands: [demand('2024-06-20T08:00:01.000Z')] }, now)).toBe(false);
  });

  it('is over with the first demand whose time is up', () => {
    const demands = [demand('2024-06-25T00:00:00.000Z'), demand('2024-06-20T08:00:00.000Z')];
    expect(isOver({ demands }, now)).toBe(true);
  });

  it('is not known to be over where a demand has no time that can be told', () => {
    expect(isOver({ demands: [demand(null)] }, now)).toBe(false);
  });
});

describe('the day on which a clock began', () => {
  it('is that of its instant, and of the day whose end it was', () => {
    expect(clockDay('2011-02-08T18:00:00.000Z')).toBe('2011-02-08');
    expect(clockDay('2011-02-09T00:00:00.000Z')).toBe('2011-02-08');
  });
});

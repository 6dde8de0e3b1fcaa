import { FeedOutage } from '@daybreak/feeds/feed';
import { describe, expect, it } from 'vitest';
import { outageAdvice, outageReason } from './outage.ts';

const outage = (status: number | null) =>
  new FeedOutage('https://feeds.example/kev.json', status, 4, 'no answer, 4 times');

describe('an outage', () => {
  it('names its address once, also when it is told from one process to another', () => {
    const { address, message } = outage(null);
    const told = new FeedOutage(address, null, 1, outageReason(outage(null)));
    expect(told.message).toBe(message);
    expect(told.message.split('https://')).toHaveLength(2);
  });

  it('of all publishers points to a sync from a folder; an answer of any does not', () => {
    expect(outageAdvice([outage(null), outage(null)])).toContain(
      'daybreak feeds sync --from FOLDER',
    );
    expect(outageAdvice([outage(null), outage(503)])).toBeNull();
    expect(outageAdvice([])).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownUpdate } from './knowledge.ts';
import { revisionsOutOfOrder } from './revision-order.ts';

function update(month: number, revision: number | null, facts: Partial<KnownUpdate> = {}) {
  const published = new Date(Date.UTC(2016, month, 9)).toISOString().slice(0, 10);
  const base = { bulletin: '', restart: null, supersedes: [], title: '' };
  const id = `KB${month}-${revision}`;
  return { ...base, id, published, revision, kind: 'cumulative' as const, ...facts };
}

const rising = fc
  .uniqueArray(fc.integer({ min: 1, max: 9000 }), { minLength: 3, maxLength: 40 })
  .map((revisions) => revisions.sort((a, b) => a - b).map((one, month) => update(month, one)));

describe('revisions out of order', () => {
  it('are none in a list that rises', () => {
    fc.assert(
      fc.property(rising, (updates) => {
        expect(revisionsOutOfOrder(updates)).toEqual(new Set());
      }),
    );
  });

  it('are the one that was planted, wherever it stands', () => {
    fc.assert(
      fc.property(rising, fc.nat(), fc.boolean(), (updates, place, high) => {
        const at = place % updates.length;
        // The first can be low, and the last high, without contradicting anything.
        fc.pre(high ? at < updates.length - 2 : at > 1);
        const slip = update(at, high ? 99_999 : 0, { id: 'SLIP' });
        const planted = updates.map((one, month) => (month === at ? slip : one));
        expect(revisionsOutOfOrder(planted)).toEqual(new Set(['SLIP']));
      }),
    );
  });

  it('are looked for among cumulative updates only', () => {
    const hotpatch = update(1, 5000, { id: 'HOT', kind: 'hotpatch' });
    expect(revisionsOutOfOrder([update(0, 10), hotpatch, update(2, 20), update(3, 30)])).toEqual(
      new Set(),
    );
  });

  it('do not count two updates of one day against each other', () => {
    expect(revisionsOutOfOrder([update(0, 20), update(0, 10), update(1, 30)])).toEqual(new Set());
  });

  it('do not count an update that repeats the revision before', () => {
    expect(revisionsOutOfOrder([update(0, 10), update(1, 20), update(2, 20)])).toEqual(new Set());
  });

  it('pass over updates without a revision', () => {
    expect(revisionsOutOfOrder([update(0, 20), update(1, null), update(2, 30)])).toEqual(new Set());
  });
});

import { describe, expect, it } from 'vitest';
import type { KnownUpdate } from '../bulletin/index.ts';
import { tracksOf } from './tracks.ts';

const base = { bulletin: '', revision: null, restart: null, supersedes: [], title: '' };
const update = (id: string, published: string, kind: KnownUpdate['kind'] = 'single') => ({
  ...base,
  id,
  published,
  kind,
});

/** The tracks of an advisory that these updates close, by their ids. */
function tracks(updates: readonly KnownUpdate[], modern: boolean): string[] {
  const found = tracksOf([...updates.keys()], updates, modern);
  return found.map((track) => track.map((at) => updates[at]?.id).join('+'));
}

describe('on products with cumulative updates only, an advisory is closed by', () => {
  it('the newest of its updates', () => {
    expect(tracks([update('KB2', '2024-02-13'), update('KB1', '2024-01-09')], true)).toEqual([
      'KB2',
    ]);
  });

  it('any of the newest day, the one that is surely cumulative first', () => {
    const day = '2024-02-13';
    const updates = [
      update('KB1', day),
      update('KB2', day, 'cumulative'),
      update('KB0', '2024-01-09'),
    ];
    expect(tracks(updates, true)).toEqual(['KB2', 'KB1']);
  });

  it('the newest hotpatch as well, asked for last', () => {
    const updates = [
      update('HOT1', '2024-01-09', 'hotpatch'),
      update('HOT2', '2024-02-13', 'hotpatch'),
      update('KB1', '2024-01-09', 'cumulative'),
    ];
    expect(tracks(updates, true)).toEqual(['KB1', 'HOT2']);
  });

  it('a revocation list only together with the update of the system', () => {
    const updates = [
      update('KB4535680', '2021-01-12'),
      update('KB1', '2024-01-09', 'cumulative'),
      update('KB5012170', '2022-08-09'),
    ];
    expect(tracks(updates, true)).toEqual(['KB1+KB5012170']);
    expect(tracks(updates.slice(0, 1), true)).toEqual(['KB4535680']);
  });
});

describe('on older products, an advisory is closed by', () => {
  it('the rollup, or all its single fixes, or the security-only update, in this order', () => {
    const updates = [
      update('ONLY', '2019-01-08', 'security-only'),
      update('A', '2019-01-08'),
      update('ROLLUP', '2019-01-08', 'cumulative'),
      update('B', '2019-01-08'),
      update('IE', '2019-01-08', 'browser-cumulative'),
      update('STACK', '2019-01-08', 'servicing-stack'),
    ];
    expect(tracks(updates, false)).toEqual(['ROLLUP', 'IE', 'A+B', 'ONLY', 'STACK']);
  });
});

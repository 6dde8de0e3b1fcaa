import { describe, expect, it } from 'vitest';
import { groupRows, type Row } from './group-rows.ts';

const row = (advisory: number, update: number, facts: Partial<Row> = {}): Row => ({
  advisory,
  update,
  component: '',
  published: '2024-01-09',
  ...facts,
});
const known = (...updates: readonly number[]) =>
  updates.map((at) => ({ at, published: '2024-01-09' }));

describe('rows', () => {
  it('of advisories that the same updates close are one group, in whatever order they come', () => {
    const rows = [row(2, 1), row(0, 1), row(0, 0), row(1, 1), row(3, 0), row(3, 1)];
    const groups = [
      { component: '', updates: known(0, 1), advisories: [0, 3] },
      { component: '', updates: known(1), advisories: [1, 2] },
    ];
    expect(groupRows(rows)).toEqual(groups);
    expect(groupRows(rows.toReversed())).toEqual(groups);
  });

  it('that differ in part or day are groups of their own', () => {
    const groups = groupRows([
      row(0, 0),
      row(1, 0, { component: 'A part 1.0' }),
      row(2, 0, { published: '2024-02-13' }),
    ]);
    expect(groups.map(({ component, advisories }) => [component, ...advisories])).toEqual([
      ['', 0],
      ['', 2],
      ['A part 1.0', 1],
    ]);
  });

  it('without an update are in no group; an update that closes none by name is in one of its own', () => {
    expect(groupRows([row(0, -1), row(1, -1), row(1, 0), row(-1, 0)])).toEqual([
      { component: '', updates: known(0), advisories: [] },
      { component: '', updates: known(0), advisories: [1] },
    ]);
  });
});

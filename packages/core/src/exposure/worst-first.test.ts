import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstFirst } from './worst-first.ts';

const known = 51;
const spread = fc
  .uniqueArray(fc.nat(known - 1))
  .chain((positions) =>
    fc.tuple(
      fc.constant(positions.toSorted((a, b) => a - b)),
      fc.array(fc.nat(3), { minLength: positions.length, maxLength: positions.length }),
    ),
  );

describe('the positions of groups', () => {
  it('come in order, whichever way they are spread over the groups', () => {
    fc.assert(
      fc.property(spread, ([sorted, groupOf]) => {
        const groups = [0, 1, 2, 3].map((group) => ({
          advisories: sorted.filter((_, at) => groupOf[at] === group),
        }));
        // Of few that are known, and of many.
        expect([...worstFirst(groups, known)]).toEqual(sorted);
        expect([...worstFirst(groups, known * 100)]).toEqual(sorted);
        expect([...worstFirst([{ advisories: sorted }], known)]).toEqual(sorted);
        // What two groups have in common is there once.
        const twice = [...groups, ...groups];
        expect([...worstFirst(twice, known)]).toEqual(sorted);
        expect([...worstFirst(twice, known * 100)]).toEqual(sorted);
      }),
    );
  });
});

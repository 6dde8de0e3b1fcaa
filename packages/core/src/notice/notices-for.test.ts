import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FleetDeadline } from './fleet-deadline.ts';
import { identityKey, type Notice, type Told } from './notice.ts';
import { noticesFor } from './notices-for.ts';
import { defaultNoticeSettings as settings } from './settings.ts';

const hour = 3_600_000;
/** Tuesday 11 June 2024, ten in Redmond. */
const released = Date.parse('2024-06-11T17:00:00Z');

function deadline(more: Partial<FleetDeadline> = {}): FleetDeadline {
  return {
    update: 'KB5039212',
    title: 'June',
    policy: 'daybreak',
    tier: '3 days',
    fromMs: released,
    dueMs: released + 72 * hour,
    reasons: 'exploited',
    hosts: 12,
    group: null,
    ...more,
  };
}

/** A server's memory: what it told is handed in again, as a database would give it back. */
function watch() {
  let told: readonly Told[] = [];
  const look = (deadlines: readonly FleetDeadline[], hours: number): Notice[] => {
    const notices = noticesFor(deadlines, told, released + hours * hour, settings);
    told = JSON.parse(JSON.stringify([...told, ...notices])) as Told[];
    return notices;
  };
  return {
    look,
    kinds: (deadlines: readonly FleetDeadline[], hours: number) => kindsOf(look(deadlines, hours)),
  };
}

const kindsOf = (notices: readonly Notice[]) => notices.map(({ kind }) => kind);

describe('one deadline', () => {
  it('appears, nears, passes, is reminded of each day, and is settled: each once', () => {
    const { look, kinds } = watch();
    const open = [deadline()];
    expect(kinds(open, 0)).toEqual(['appeared']);
    expect(kinds(open, 1)).toEqual([]);
    expect(kinds(open, 47)).toEqual([]);
    expect(kinds(open, 48)).toEqual(['nears']);
    expect(kinds(open, 71)).toEqual([]);
    expect(look(open, 72)).toMatchObject([{ kind: 'passed', day: 0, hosts: 12 }]);
    // Friday 17:00 it was due; the first seven o'clock half a day later is Saturday's.
    expect(kinds(open, 85)).toEqual([]);
    expect(look([deadline({ hosts: 3 })], 86)).toMatchObject([
      { kind: 'passed', day: 1, hosts: 3 },
    ]);
    expect(kinds(open, 109)).toEqual([]);
    expect(kinds(open, 110)).toEqual(['passed']);
    expect(look([deadline({ hosts: 0 })], 111)).toMatchObject([
      { kind: 'settled', outcome: 'done' },
    ]);
    expect(kinds([], 112)).toEqual([]);
  });

  it.each([
    [
      'with much time nears at a quarter of it',
      14 * 24,
      [
        [0, []],
        [251, []],
        [252, ['nears']],
      ],
    ],
    [
      'of two days nears a day before',
      48,
      [
        [0, ['appeared']],
        [23, []],
        [24, ['nears']],
      ],
    ],
    [
      'of one day nears at a quarter of it',
      24,
      [
        [0, ['appeared']],
        [17, []],
        [18, ['nears']],
      ],
    ],
  ] as const)('%s', (_, hours, steps) => {
    const { kinds } = watch();
    const open = [deadline({ dueMs: released + hours * hour })];
    for (const [at, expected] of steps) expect(kinds(open, at)).toEqual(expected);
  });

  it('that is overdue when it is first seen is told as overdue alone', () => {
    const { kinds } = watch();
    expect(kinds([deadline()], 500)).toEqual(['passed']);
    expect(kinds([deadline()], 501)).toEqual([]);
  });

  it('is never told of without hosts, or without a time', () => {
    const { kinds } = watch();
    expect(kinds([deadline({ hosts: 0 }), deadline({ update: 'KB2', dueMs: null })], 500)).toEqual(
      [],
    );
  });
});

describe('a deadline that moves', () => {
  it('to an earlier time is told, however much is left', () => {
    const { look, kinds } = watch();
    const late = deadline({ dueMs: released + 336 * hour });
    expect(kinds([late], 260)).toEqual(['nears']);
    const early = deadline({ dueMs: released + 300 * hour });
    expect(look([early], 261)).toMatchObject([{ kind: 'nears', beforeMs: late.dueMs }]);
    expect(kinds([early], 262)).toEqual([]);
    // The later time was never settled by itself: one notice ends both.
    expect(look([], 263)).toMatchObject([
      { kind: 'settled', dueMs: early.dueMs, alsoDueMs: [late.dueMs], outcome: 'gone' },
    ]);
  });

  it('to a later time is settled with the new time, which is not told a second time', () => {
    const { look, kinds } = watch();
    expect(kinds([deadline()], 0)).toEqual(['appeared']);
    const later = deadline({ dueMs: released + 80 * hour, fromMs: released + 10 * hour });
    expect(look([later], 10)).toMatchObject([
      { kind: 'settled', outcome: 'later', dueMs: released + 72 * hour, nextDueMs: later.dueMs },
    ]);
    expect(kinds([later], 11)).toEqual([]);
    expect(kinds([later], 62)).toEqual(['nears']);
    expect(kinds([later], 80)).toEqual(['passed']);
  });

  it('to no time at all is settled as no longer asked for', () => {
    const { look } = watch();
    look([deadline()], 0);
    expect(look([deadline({ dueMs: null })], 1)).toMatchObject([{ outcome: 'gone' }]);
  });

  it('and opens again after it was settled is told again, but not within the hour', () => {
    const { look, kinds } = watch();
    expect(kinds([deadline()], 49)).toEqual(['nears']);
    expect(kinds([], 50)).toEqual(['settled']);
    expect(kinds([deadline()], 50.5)).toEqual([]);
    expect(look([deadline()], 51)).toMatchObject([{ kind: 'nears', round: 1 }]);
    expect(kinds([], 52)).toEqual(['settled']);
  });
});

describe('hosts of one update with different times', () => {
  it('are told of apart, and settled apart', () => {
    const { look, kinds } = watch();
    const [soon, late] = [deadline({ hosts: 2 }), deadline({ dueMs: released + 336 * hour })];
    expect(kinds([late, soon], 0)).toEqual(['appeared']);
    expect(kinds([late, soon], 48)).toEqual(['nears']);
    expect(look([late], 60)).toMatchObject([{ kind: 'settled', nextDueMs: late.dueMs, hosts: 12 }]);
    expect(kinds([late], 260)).toEqual(['nears']);
    expect(kinds([late], 336)).toEqual(['passed']);
  });
});

describe('a clock', () => {
  it('that is set back tells nothing a second time', () => {
    const { kinds } = watch();
    expect(kinds([deadline()], 73)).toEqual(['passed']);
    for (const hours of [-1000, 0, 50, 72, 73]) expect(kinds([deadline()], hours)).toEqual([]);
  });

  it('that jumped far ahead and was put right does not keep the real passing quiet', () => {
    const { kinds } = watch();
    expect(kinds([deadline()], 90_000)).toEqual(['passed']);
    expect(kinds([deadline()], 1)).toEqual([]);
    expect(kinds([deadline()], 72)).toEqual(['passed']);
  });
});

const someDeadline = fc.record({
  update: fc.constantFrom('KB1', 'KB2'),
  group: fc.constantFrom(null, '', 'web'),
  policy: fc.constantFrom('daybreak', 'bod'),
  hosts: fc.integer({ min: 0, max: 3 }),
  fromMs: fc.constantFrom(released, released + 24 * hour),
  dueMs: fc.constantFrom(null, ...[24, 72, 96, 336].map((hours) => released + hours * hour)),
});

/** Looks in any order, by a clock that jumps anywhere. */
const looks = fc.array(
  fc.record({
    hours: fc.oneof(fc.integer({ min: -100, max: 600 }), fc.integer({ min: -1e6, max: 1e6 })),
    deadlines: fc.array(
      someDeadline.map((one) => deadline(one)),
      { maxLength: 5 },
    ),
  }),
  { maxLength: 25 },
);

describe('whatever happens', () => {
  it('nothing is told twice', () => {
    fc.assert(
      fc.property(looks, (all) => {
        const { look } = watch();
        const keys = all.flatMap(({ deadlines, hours }) => look(deadlines, hours).map(identityKey));
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 500 },
    );
  });

  it('a second look at the same moment is silent', () => {
    fc.assert(
      fc.property(looks, (all) => {
        const { look } = watch();
        for (const { deadlines, hours } of all) {
          look(deadlines, hours);
          expect(look(deadlines, hours)).toEqual([]);
        }
      }),
    );
  });

  it('an open deadline is told as new and as near once at most, and each time it is seen overdue it has been told', () => {
    const hours = fc.array(fc.integer({ min: -200, max: 400 }), { maxLength: 40 });
    fc.assert(
      fc.property(hours, (all) => {
        const { look } = watch();
        const seen: Notice[] = [];
        for (const at of all) {
          seen.push(...look([deadline()], at));
          if (at >= 72) expect(kindsOf(seen)).toContain('passed');
        }
        for (const kind of ['appeared', 'nears']) {
          expect(seen.filter((one) => one.kind === kind).length).toBeLessThanOrEqual(1);
        }
        expect(kindsOf(seen)).not.toContain('settled');
      }),
    );
  });

  it('every open deadline that a clock going forward sees overdue is told, and whoever was told hears of its end', () => {
    fc.assert(
      fc.property(looks, (all) => {
        const { look } = watch();
        const seen: Notice[] = [];
        const ahead = all.toSorted((a, b) => a.hours - b.hours);
        for (const { deadlines, hours } of ahead) seen.push(...look(deadlines, hours));
        // An hour on: what opened again within the hour waits no longer.
        const [end, last] = [(ahead.at(-1)?.hours ?? 0) + 2, ahead.at(-1)?.deadlines ?? []];
        seen.push(...look(last, end));
        for (const { dueMs, hosts, ...facts } of last) {
          if (dueMs === null || hosts === 0 || released + end * hour < dueMs) continue;
          const { update, group, policy } = facts;
          expect(seen).toContainEqual(
            expect.objectContaining({ kind: 'passed', dueMs, update, group, policy }),
          );
        }
        const { length } = look([], end + 1);
        expect(length).toBeLessThanOrEqual(12);
        expect(look([], end + 3)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstRoom } from './calendar.ts';
import {
  type Interval,
  joined,
  lateHosts,
  loadRings,
  outlook,
  type PlanHost,
  predict,
  type RolloutForecast,
  whatHelps,
} from './index.ts';

const hour = 3_600_000;
const minute = 60_000;
const start = Date.UTC(2006, 7, 8, 21);
const at = (hours: number) => start + hours * hour;
const interval = (from: number, to: number): Interval => ({ fromMs: at(from), toMs: at(to) });
const timing = {
  startMs: start,
  installMs: 30 * minute,
  pollMs: 5 * minute,
  leaseMs: 60 * minute,
};
const host = (more: Partial<PlanHost>, index: number): PlanHost => ({
  id: `h${index}`,
  stratum: 'one',
  group: 'all',
  dependencyGroup: null,
  isOnline: true,
  calendar: 0,
  ...more,
});

interface Given {
  readonly rings: readonly (readonly [startsAfter: number, observe: number])[];
  readonly hosts: readonly (Partial<PlanHost> & { readonly ring: number })[];
  readonly calendars?: readonly (readonly Interval[])[];
  readonly freezes?: readonly Interval[];
  readonly atOnce?: number;
}
function forecastOf({ rings, hosts, calendars = [[]], freezes = [], atOnce = 1 }: Given) {
  const planHosts = hosts.map(({ ring, ...more }, index) => host(more, index));
  const draw = Uint8Array.from(hosts, ({ ring }) => ring);
  const forecast: RolloutForecast = {
    rings: rings.map(([after, observe]) => ({
      startsAfterMs: after * hour,
      observeMs: observe * hour,
    })),
    loads: loadRings(planHosts, draw, calendars.length, atOnce),
    calendars: calendars.map(joined),
    freezes: joined(freezes),
    timing,
  };
  return { forecast, draw, hosts: planHosts };
}
const endOf = (given: Given) => {
  const { endMs } = predict(forecastOf(given).forecast);
  return endMs === null ? null : (endMs - start) / minute;
};

describe('the predicted end', () => {
  it('is a poll and an install after the last ring starts, where nothing is in the way', () => {
    expect(endOf({ rings: [[0, 1]], hosts: [{ ring: 0 }] })).toBe(35);
    const hosts = [{ ring: 0 }, { ring: 1 }];
    expect(
      endOf({
        rings: [
          [0, 1],
          [4, 1],
        ],
        hosts,
      }),
    ).toBe(4 * 60 + 35);
  });

  it('waits for the ring before to be observed', () => {
    const hosts = [{ ring: 0 }, { ring: 1 }];
    expect(
      endOf({
        rings: [
          [0, 6],
          [4, 1],
        ],
        hosts,
      }),
    ).toBe(35 + 6 * 60 + 35);
  });

  it('waits for windows with room for a whole install', () => {
    const calendars = [[interval(1, 1.4), interval(3, 5)]];
    expect(endOf({ rings: [[0, 1]], hosts: [{ ring: 0 }], calendars })).toBe(3 * 60 + 30);
  });

  it('begins nothing that would run into a freeze', () => {
    const freezes = [interval(0.5, 2)];
    expect(endOf({ rings: [[0, 1]], hosts: [{ ring: 0 }], freezes })).toBe(2 * 60 + 30);
  });

  it('lets peers of a dependency group take turns, so many at once as may be away', () => {
    const hosts = Array.from({ length: 4 }, () => ({ ring: 0, dependencyGroup: 'cluster' }));
    expect(endOf({ rings: [[0, 1]], hosts })).toBe(4 * 35);
    expect(endOf({ rings: [[0, 1]], hosts, atOnce: 3 })).toBe(2 * 35);
  });

  it('is not known where no window is known that has room', () => {
    const calendars = [[], [interval(-5, -1)]];
    const hosts = [{ ring: 0, calendar: 1 }, { ring: 1 }];
    expect(
      endOf({
        rings: [
          [0, 1],
          [1, 1],
        ],
        hosts,
        calendars,
      }),
    ).toBeNull();
  });

  it('is later where in each ring a host lets its lease run out', () => {
    const hosts = [{ ring: 0 }, { ring: 1 }];
    const { endMs, slowEndMs } = predict(
      forecastOf({
        rings: [
          [0, 2],
          [0, 2],
        ],
        hosts,
      }).forecast,
    );
    expect((slowEndMs ?? 0) - (endMs ?? 0)).toBe(2 * 30 * minute);
  });

  it('says how many hosts are offline, of which nobody knows when they will be back', () => {
    const hosts = [{ ring: 0 }, { ring: 1, isOnline: false }];
    expect(
      predict(
        forecastOf({
          rings: [
            [0, 1],
            [1, 1],
          ],
          hosts,
        }).forecast,
      ).offlineHosts,
    ).toBe(1);
  });

  it('refuses a host whose calendar is not there', () => {
    const given = { rings: [[0, 1] as const], hosts: [{ ring: 0, calendar: 1 }] };
    expect(() => forecastOf(given)).toThrow('host h0 has calendar 1 of 1');
  });

  const intervals = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 12 })))
    .map((list) => list.map(([from, length]) => interval(from, from + length)));
  const given = fc.record({
    rings: fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 5 })), {
      minLength: 3,
      maxLength: 3,
    }),
    hosts: fc.array(fc.record({ ring: fc.nat({ max: 2 }), calendar: fc.nat({ max: 2 }) }), {
      minLength: 1,
      maxLength: 20,
    }),
    calendars: fc.array(intervals, { minLength: 3, maxLength: 3 }),
    freezes: intervals,
  });

  it('is never sooner for another freeze, another host or a longer observation', () => {
    fc.assert(
      fc.property(given, intervals, fc.nat({ max: 2 }), (base, more, ring) => {
        const end = (other: Given) => endOf(other) ?? Number.POSITIVE_INFINITY;
        const now = end(base);
        expect(end({ ...base, freezes: [...base.freezes, ...more] })).toBeGreaterThanOrEqual(now);
        const hosts = [...base.hosts, { ring, calendar: ring }];
        expect(end({ ...base, hosts })).toBeGreaterThanOrEqual(now);
        const rings = base.rings.map(([after, observe]) => [after, observe + 1] as const);
        expect(end({ ...base, rings })).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('has every install in a window and in no freeze, at the first such instant', () => {
    fc.assert(
      fc.property(intervals, intervals, fc.nat({ max: 90 }), (open, frozen, from) => {
        const [windows, freezes] = [joined(open), joined(frozen)];
        const fits = (fromMs: number) =>
          (windows.length === 0 ||
            windows.some((one) => one.fromMs <= fromMs && fromMs + 2 * hour <= one.toMs)) &&
          !freezes.some((one) => one.fromMs < fromMs + 2 * hour && fromMs < one.toMs);
        // All ends are whole hours, and so is the length: no other instant can be the first.
        const hours = Array.from({ length: 200 }, (_, step) => from + step);
        const expected = hours.map(at).find(fits) ?? null;
        expect(firstRoom(windows, freezes, at(from), 2 * hour)).toBe(expected);
      }),
    );
  });

  it('refuses an interval that ends before it begins', () => {
    expect(() => joined([interval(2, 1)])).toThrow(RangeError);
  });
});

describe('the deadline', () => {
  const slow: Given = {
    rings: [
      [0, 1],
      [6, 1],
    ],
    hosts: [{ ring: 0 }, { ring: 1, calendar: 1 }, { ring: 1 }, { ring: 1, calendar: 1 }],
    calendars: [[], [interval(30, 34)]],
    freezes: [interval(6, 7)],
  };

  it('is met with so much to spare', () => {
    const prediction = predict(forecastOf({ rings: [[0, 1]], hosts: [{ ring: 0 }] }).forecast);
    expect(outlook(prediction, at(1))).toEqual({ kind: 'met', spareMs: 25 * minute });
    expect(outlook(prediction, null)).toEqual({ kind: 'no-deadline' });
  });

  it('is missed by so much, by these hosts', () => {
    const { forecast, hosts, draw } = forecastOf(slow);
    const prediction = predict(forecast);
    const missed = { kind: 'missed', lateMs: 6.5 * hour, lateHosts: 2 };
    expect(outlook(prediction, at(24))).toEqual(missed);
    expect(lateHosts(prediction, at(24), hosts, draw)).toEqual(['h1', 'h3']);
  });

  it('is told what would help, and whether it would be enough', () => {
    const { forecast } = forecastOf(slow);
    const faster = forecastOf({
      ...slow,
      rings: [
        [0, 1],
        [2, 1],
      ],
    }).forecast;
    expect(whatHelps(forecast, at(24), faster)).toEqual([
      {
        kind: 'open-windows',
        calendars: [{ calendar: 1, hosts: 2 }],
        endMs: at(7.5),
        meetsDeadline: true,
      },
    ]);
    const open = { ...slow, calendars: [[], []] };
    const helps = whatHelps(
      forecastOf(open).forecast,
      at(3),
      forecastOf({
        ...open,
        rings: [
          [0, 1],
          [2, 1],
        ],
      }).forecast,
    );
    expect(helps).toEqual([
      { kind: 'faster-pace', pace: '8h', endMs: at(2) + 35 * minute, meetsDeadline: true },
      { kind: 'lift-freezes', endMs: at(6) + 35 * minute, meetsDeadline: false },
    ]);
  });

  it('is not told of windows that are open while peers take turns', () => {
    const peers = Array.from({ length: 4 }, () => ({ ring: 0, calendar: 1, dependencyGroup: 'a' }));
    const calendars = [[], [interval(-1, 90)], [interval(9, 12)]];
    const hosts = [...peers, { ring: 0, calendar: 2 }];
    const { forecast } = forecastOf({ rings: [[0, 1]], hosts, calendars });
    expect(whatHelps(forecast, at(1), null)).toMatchObject([
      { kind: 'open-windows', calendars: [{ calendar: 2, hosts: 1 }], meetsDeadline: false },
    ]);
  });

  it('is told which windows are in the way where none has room at all', () => {
    const { forecast } = forecastOf({ ...slow, calendars: [[], [interval(-2, -1)]] });
    expect(outlook(predict(forecast), at(24))).toEqual({
      kind: 'missed',
      lateMs: null,
      lateHosts: 2,
    });
    expect(whatHelps(forecast, at(24), null)).toMatchObject([
      { kind: 'open-windows', calendars: [{ calendar: 1, hosts: 2 }], meetsDeadline: true },
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  armOf,
  comparedBy,
  flag,
  hostsIn,
  type OrderEnd,
  phaseOf,
  phases,
  propose,
  type RolloutCommand,
  type RolloutEvent,
  type RolloutSetup,
  type RolloutState,
  refusalOf,
  type Sighting,
  step,
} from './index.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

interface Fleet {
  /** Hosts by ring. */
  readonly rings: readonly number[];
  readonly change?: Partial<RolloutSetup>;
  /** By host; none where it is not said. */
  readonly dependencyGroup?: (host: number) => number;
  readonly stratum?: (host: number) => number;
}

function setupOf({ rings, change, dependencyGroup, stratum }: Fleet): RolloutSetup {
  const ring = Uint8Array.from(rings.flatMap((size, at) => new Array<number>(size).fill(at)));
  const byHost = <T>(make: (host: number) => T) => Array.from(ring, (_, host) => make(host));
  return {
    alpha: 0.05,
    probes: ['https https://shop.example/'],
    rings: rings.map((size, at) => ({
      startsAfterMs: at * hourMs + 10 * minuteMs,
      observeMs: 20 * minuteMs,
      observedNeeded: Math.ceil(size * 0.8),
    })),
    hosts: {
      ring,
      stratum: Uint16Array.from(byHost(stratum ?? (() => 0))),
      faultDomain: Uint32Array.from(byHost((host) => host)),
      dependencyGroup: Int32Array.from(byHost(dependencyGroup ?? (() => -1))),
      calendar: new Uint8Array(ring.length),
    },
    ...{ awayMax: 1, ordersMax: 10_000, isRemovable: true, rollsBack: false, approvalsNeeded: 0 },
    ...{ deadlineMs: null, warningMs: hourMs },
    ...change,
  };
}

/** A rollout, the time, and what it wants done. */
class Course {
  state: RolloutState;
  nowMs = 0;
  readonly commands: RolloutCommand[] = [];
  readonly events: (readonly [RolloutEvent, number])[] = [];

  constructor(fleet: Fleet) {
    this.state = propose(setupOf(fleet));
  }

  do(event: RolloutEvent): readonly RolloutCommand[] {
    const { state, commands } = step(this.state, event, this.nowMs);
    this.events.push([event, this.nowMs]);
    this.state = state;
    this.commands.push(...commands);
    return commands;
  }

  saw(sighting: Sighting) {
    return this.do({ kind: 'saw', sighting });
  }

  tick(afterMs: number) {
    this.nowMs += afterMs;
    return this.do({ kind: 'tick', openCalendars: [0] });
  }

  begin(): void {
    this.do({ kind: 'start', by: 'ada' });
    this.saw({ looked: [...this.state.setup.hosts.ring.keys()] });
  }

  phase(host: number): string {
    if (!('progress' in this.state) || this.state.progress === null) return 'waiting';
    return phaseOf(this.state.progress.phase.at(host));
  }
}

const orderedIn = (commands: readonly RolloutCommand[], action = 'install') =>
  commands.flatMap((one) => (one.kind === 'order' && one.action === action ? one.hosts : []));
const install = (course: Course, hosts: readonly number[]) => {
  course.saw({ granted: hosts });
  course.saw({ begun: hosts });
  course.saw({ ended: hosts.map((host) => [host, 'done'] as const), verified: hosts });
};

describe('a rollout', () => {
  it('brings an update that is fine to every host, ring after ring, and ends', () => {
    const course = new Course({ rings: [5, 20, 75] });
    course.begin();
    const order: number[] = [];
    for (let round = 0; round < 60 && course.state.kind === 'running'; round += 1) {
      const hosts = orderedIn(course.tick(10 * minuteMs));
      order.push(...hosts.map((host) => course.state.setup.hosts.ring[host] ?? -1));
      install(course, hosts);
    }
    expect(course.state).toMatchObject({ kind: 'ended', how: 'complete' });
    expect(order).toEqual([...order].sort());
    expect(order).toHaveLength(100);
    const opened = course.commands.filter(({ kind }) => kind === 'open-ring');
    expect(opened).toEqual([0, 1, 2].map((ring) => ({ kind: 'open-ring', ring })));
  });

  it('halts in its first ring where two of five patched hosts fail and none of the others', () => {
    const course = new Course({ rings: [5, 95] });
    course.begin();
    install(course, orderedIn(course.tick(10 * minuteMs)));
    course.saw({ failing: [[1, 0]] });
    expect(course.state.kind).toBe('running');
    const commands = course.saw({ failing: [[3, 0]] });
    expect(course.state).toMatchObject({
      kind: 'halted',
      by: null,
      why: 'any, https https://shop.example/',
    });
    expect(commands.map(({ kind }) => kind)).toEqual(['round', 'verdict', 'page']);
    expect(orderedIn(course.tick(24 * hourMs))).toEqual([]);
  });

  it('takes silence for failure: two patched hosts that fall silent halt it', () => {
    const course = new Course({ rings: [5, 95] });
    course.begin();
    course.saw({ granted: orderedIn(course.tick(10 * minuteMs)) });
    course.saw({ silent: [0, 1] });
    expect(course.state.kind).toBe('halted');
    expect([course.phase(0), course.phase(1), course.phase(2)]).toEqual([
      'lost',
      'lost',
      'granted',
    ]);
  });

  it('is not halted by what fails everywhere', () => {
    const course = new Course({ rings: [5, 95] });
    course.begin();
    install(course, orderedIn(course.tick(10 * minuteMs)));
    const all = [...course.state.setup.hosts.ring.keys()];
    course.saw({ failing: all.map((host) => [host, 0] as const) });
    expect(course.state.kind).toBe('running');
  });

  it('blames nobody for what failed before the first order', () => {
    const course = new Course({ rings: [5, 95] });
    course.begin();
    course.saw({ failing: [0, 1, 2].map((host) => [host, 0] as const) });
    install(course, orderedIn(course.tick(10 * minuteMs)));
    course.saw({ failing: [0, 1, 2].map((host) => [host, 0] as const) });
    expect(course.state.kind).toBe('running');
    course.saw({ silent: [0, 1, 2] });
    expect(course.state.kind).toBe('halted');
  });

  it('passes no ring of which too few are patched and looked at', () => {
    const course = new Course({ rings: [5, 95] });
    course.do({ kind: 'start', by: 'ada' });
    install(course, orderedIn(course.tick(10 * minuteMs)));
    expect(orderedIn(course.tick(24 * hourMs))).toEqual([]);
    expect(course.commands.at(-1)).toEqual({
      kind: 'page',
      reason: { kind: 'ring-waits', ring: 0 },
    });
    course.saw({ looked: [0, 1, 2, 3] });
    course.tick(minuteMs);
    expect(orderedIn(course.tick(20 * minuteMs))).toHaveLength(95);
  });

  it('goes on over a ring only by its gate or by a person', () => {
    const course = new Course({ rings: [5, 95] });
    course.begin();
    course.tick(10 * minuteMs);
    course.tick(24 * hourMs);
    expect(course.phase(0)).toBe('unreached');
    course.do({ kind: 'override', by: 'ada', why: 'the canaries are in a drawer' });
    expect(orderedIn(course.tick(minuteMs))).toHaveLength(95);
  });

  it('asks a host that was away again once it is heard', () => {
    const course = new Course({ rings: [5] });
    course.begin();
    course.tick(10 * minuteMs);
    course.saw({ silent: [4] });
    const cancelled = course.tick(21 * minuteMs);
    expect(cancelled).toContainEqual({ kind: 'cancel-orders', hosts: [0, 1, 2, 3, 4] });
    expect(orderedIn(course.saw({ heard: [4] }))).toEqual([4]);
  });

  it('never has more of a dependency group away than it may', () => {
    const course = new Course({ rings: [6], dependencyGroup: (host) => host % 2 });
    course.begin();
    expect(orderedIn(course.tick(10 * minuteMs))).toEqual([0, 1]);
    course.saw({ granted: [0], begun: [0] });
    expect(orderedIn(course.saw({ ended: [[0, 'done']], verified: [0] }))).toEqual([2]);
    course.saw({ granted: [1], begun: [1], ended: [[1, 'failed']] });
    expect(orderedIn(course.tick(minuteMs))).toEqual([]);
    const skip = { kind: 'skip', by: 'ada', hosts: [1], why: 'retired' } as const;
    expect(orderedIn(course.do(skip))).toEqual([3]);
  });

  it('after a halt leaves out some, takes them back, and brings the rest to an end', () => {
    const course = new Course({ rings: [5, 95] });
    course.begin();
    install(course, orderedIn(course.tick(10 * minuteMs)));
    course.saw({
      failing: [
        [1, 0],
        [3, 0],
      ],
    });
    const affected = [1, 3, 11, 13];
    const commands = course.do({ kind: 'exclude', by: 'ada', hosts: affected, why: 'old ciphers' });
    expect(orderedIn(commands, 'roll-back')).toEqual([1, 3]);
    course.saw({
      ended: [
        [1, 'done'],
        [3, 'done'],
      ],
      without: [1, 3],
    });
    expect(affected.map((host) => course.phase(host))).toEqual([
      ...['rolled-back', 'rolled-back', 'excepted', 'excepted'],
    ]);
    course.do({ kind: 'resume', by: 'ada' });
    course.do({ kind: 'override', by: 'ada', why: 'the others are fine' });
    install(course, orderedIn(course.tick(hourMs)));
    course.tick(minuteMs);
    expect(course.state).toMatchObject({ kind: 'ended', how: 'complete' });
    expect(course.phase(11)).toBe('excepted');
  });

  it('takes back whatever comes to its end after the halt, where it is to roll back', () => {
    const course = new Course({ rings: [5, 95], change: { rollsBack: true } });
    course.begin();
    const hosts = orderedIn(course.tick(10 * minuteMs));
    course.saw({ granted: hosts, begun: hosts });
    course.saw({
      ended: [
        [0, 'done'],
        [1, 'done'],
      ],
      verified: [0, 1],
    });
    const halt = course.saw({
      failing: [
        [0, 0],
        [1, 0],
      ],
    });
    expect(orderedIn(halt, 'roll-back')).toEqual([0, 1]);
    expect(orderedIn(course.saw({ ended: [[2, 'done']] }), 'roll-back')).toEqual([2]);
    expect(orderedIn(course.saw({ ended: [[3, 'failed']] }), 'roll-back')).toEqual([3]);
  });

  it('says before the deadline, and at it, how many will not be there', () => {
    const course = new Course({ rings: [5], change: { deadlineMs: 10 * hourMs } });
    course.begin();
    course.tick(9 * hourMs);
    const near = { kind: 'page', reason: { kind: 'deadline-near', hosts: 5 } };
    expect(course.commands).toContainEqual(near);
    course.tick(hourMs);
    const passed = { kind: 'page', reason: { kind: 'deadline-passed', hosts: 5 } };
    expect(course.commands.filter(({ kind }) => kind === 'page')).toEqual([near, passed]);
  });

  it('starts only once enough different people have approved it', () => {
    const course = new Course({ rings: [5], change: { approvalsNeeded: 2 } });
    course.do({ kind: 'approve', by: 'ada' });
    expect(refusalOf(course.state, { kind: 'approve', by: 'ada' })).toEqual({
      kind: 'approved-before',
    });
    const start = { kind: 'start', by: 'ada' } as const;
    expect(refusalOf(course.state, start)).toEqual({ kind: 'approvals-missing', missing: 1 });
    expect(() => course.do(start)).toThrow('cannot start');
    course.do({ kind: 'approve', by: 'bob' });
    course.do(start);
    expect(course.state.kind).toBe('running');
  });

  it('refuses what cannot happen now', () => {
    const course = new Course({ rings: [5], change: { isRemovable: false } });
    expect(() => course.do({ kind: 'resume', by: 'ada' })).toThrow(
      'that is proposed cannot resume',
    );
    course.begin();
    expect(refusalOf(course.state, { kind: 'roll-back', by: 'ada', hosts: null })).toEqual({
      kind: 'not-removable',
    });
    expect(refusalOf(course.state, { kind: 'retry', by: 'ada', hosts: [5] })).toEqual({
      ...{ kind: 'no-such-host', host: 5 },
    });
  });
});

const count = 24;
const host = fc.nat(count - 1);
const hosts = fc.array(host, { maxLength: 6 });
const end = fc.constantFrom<OrderEnd>('done', 'refused', 'failed', 'interrupted');
const sighting: fc.Arbitrary<Sighting> = fc.record(
  {
    granted: hosts,
    begun: hosts,
    ended: fc.array(fc.tuple(host, end), { maxLength: 6 }),
    verified: hosts,
    without: hosts,
    looked: hosts,
    failing: fc.array(fc.tuple(host, fc.constant(0)), { maxLength: 3 }),
    silent: fc.array(host, { maxLength: 3 }),
    heard: hosts,
  },
  { requiredKeys: [] },
);
const by = 'ada';
const event: fc.Arbitrary<RolloutEvent> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('saw' as const), sighting }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('tick' as const),
      openCalendars: fc.constantFrom([0], [0], []),
    }),
  },
  fc.constantFrom<RolloutEvent>(
    ...([
      { kind: 'halt', by, why: '' },
      { kind: 'resume', by },
    ] as const),
    ...([
      { kind: 'override', by, why: '' },
      { kind: 'roll-back', by, hosts: null },
    ] as const),
  ),
  fc.record({ kind: fc.constantFrom('retry' as const), by: fc.constant(by), hosts }),
  fc.record({
    kind: fc.constantFrom('skip' as const, 'exclude' as const),
    ...{ by: fc.constant(by), why: fc.constant(''), hosts },
  }),
);
const moves = fc.array(fc.tuple(event, fc.integer({ min: 0, max: hourMs })), {
  maxLength: 60,
  size: 'max',
});
const fleet: Fleet = {
  rings: [3, 6, count - 9],
  dependencyGroup: (at) => (at % 3 === 0 ? at % 4 : -1),
  stratum: (at) => at % 2,
};

describe('whatever happens', () => {
  const run = (
    list: readonly (readonly [RolloutEvent, number])[],
    look: (course: Course) => void,
  ) => {
    const course = new Course({ ...fleet });
    course.do({ kind: 'start', by });
    look(course);
    for (const [one, afterMs] of list) {
      course.nowMs += afterMs;
      if (refusalOf(course.state, one) !== null) continue;
      course.do(one);
      look(course);
    }
    return course;
  };

  it('what is counted is what the hosts are', () => {
    fc.assert(
      fc.property(moves, (list) => {
        run(list, ({ state }) => {
          if (state.kind !== 'proposed' && state.progress !== null) expectTrueCounts(state);
        });
      }),
    );
  });

  it('nothing is ordered in a halt, nor in a ring that is not open, nor too many of a group', () => {
    fc.assert(
      fc.property(moves, (list) => {
        let [seen, before] = [0, 'proposed'];
        run(list, (course) => {
          const { state, commands } = course;
          const placed = orderedIn(commands.slice(seen));
          seen = commands.length;
          if (state.kind !== 'running' && before !== 'running') expect(placed).toEqual([]);
          before = state.kind;
          if (!('progress' in state) || state.progress === null) return;
          const { rings, away } = state.progress;
          for (const one of placed) {
            expect(rings[state.setup.hosts.ring[one] ?? -1]?.openedMs).not.toBeNull();
            const group = state.setup.hosts.dependencyGroup[one] ?? -1;
            if (group >= 0) expect(away.get(group)).toBeLessThanOrEqual(state.setup.awayMax);
          }
        });
      }),
    );
  });

  it('no ring opens before the one ahead of it has passed', () => {
    fc.assert(
      fc.property(moves, (list) => {
        run(list, ({ state }) => {
          if (!('progress' in state)) return;
          const rings = state.progress?.rings ?? [];
          for (const [at, { openedMs }] of rings.entries()) {
            if (at > 0 && openedMs !== null) expect(rings[at - 1]?.passed).not.toBe('no');
          }
        });
      }),
    );
  });

  it('the same events give the same again, and change nothing that was before', () => {
    fc.assert(
      fc.property(moves, (list) => {
        const course = run(list, () => undefined);
        let state: RolloutState = propose(setupOf(fleet));
        const commands: RolloutCommand[] = [];
        for (const [one, nowMs] of course.events) {
          const before = pictureOf(state);
          const next = step(state, one, nowMs);
          expect(pictureOf(state)).toEqual(before);
          state = next.state;
          commands.push(...next.commands);
        }
        expect(commands).toEqual(course.commands);
        expect(pictureOf(state)).toEqual(pictureOf(course.state));
      }),
    );
  });
});

/** All that a state says, host by host. */
function pictureOf(state: RolloutState) {
  if (state.kind === 'proposed' || state.progress === null) return { kind: state.kind };
  const { phase, flags, out, ...rest } = state.progress;
  const read = (column: typeof phase) => Array.from({ length: count }, (_, at) => column.at(at));
  const columns = [phase, flags, ...out].map(read);
  return structuredClone({ kind: state.kind, rest, columns });
}

function expectTrueCounts(state: Exclude<RolloutState, { kind: 'proposed' }>): void {
  const { progress, setup } = state;
  if (progress === null) return;
  const all = [...setup.hosts.ring.keys()];
  const phaseAt = (at: number) => phaseOf(progress.phase.at(at));
  for (const [ring] of setup.rings.entries()) {
    const own = all.filter((at) => setup.hosts.ring[at] === ring);
    for (const phase of phases) {
      const found = own.filter((at) => phaseAt(at) === phase).length;
      expect(hostsIn(progress, [phase], ring)).toBe(found);
    }
    const seen = own.filter((at) => {
      const flags = progress.flags.at(at);
      return phaseAt(at) === 'verified' && (flags & flag.looked) > 0 && (flags & flag.silent) === 0;
    });
    expect(progress.observed[ring]).toBe(seen.length);
    const sound = seen.filter((at) => (progress.flags.at(at) & flag.failed) === 0);
    expect(progress.sound[ring]).toBe(sound.length);
  }
  for (const process of comparedBy(setup).keys()) {
    for (const stratum of [0, 1]) {
      const atRisk = all.filter(
        (at) => setup.hosts.stratum[at] === stratum && progress.out[process]?.at(at) === 0,
      );
      const cell = (process * state.layout.strata + stratum) * 2;
      const inArm = (arm: string) => atRisk.filter((at) => armOf(phaseAt(at)) === arm).length;
      expect([progress.atRisk[cell], progress.atRisk[cell + 1]]).toEqual([
        ...[inArm('unpatched'), inArm('patched')],
      ]);
    }
  }
}

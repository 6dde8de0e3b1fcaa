/** When a host looks, and when what it sees counts, whatever happens to it meanwhile. */
import type { Probe } from '@daybreak/agent/probe';
import { Watcher } from '@daybreak/agent/watch';
import type { AgentHealth, Watch } from '@daybreak/protocol/agent';
import type { ProbeState } from '@daybreak/protocol/probe';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from './support/virtual-clock.ts';

const second = 1000;
const web: Watch = { manifests: ['web.json'], everySeconds: 300 };
const names = ['a:443', 'b:443'] as const;
type Name = (typeof names)[number];

interface Seen {
  readonly state: ProbeState;
  readonly atMs: number;
  /** How many orders had begun. */
  readonly orders: number;
}

/** A host whose endpoints are as a test says, and that carries out orders. */
class PlayedHost {
  readonly clock = new VirtualClock();
  readonly truth: Record<Name, ProbeState> = { 'a:443': 'ok', 'b:443': 'ok' };
  readonly seen: Record<Name, Seen[]> = { 'a:443': [], 'b:443': [] };
  readonly told: (AgentHealth | null)[] = [];
  /** What must never be. */
  readonly faults: string[] = [];
  lookMs = 0;
  orders = 0;
  /** `asked`: it waits until nothing is looked at. */
  order: 'none' | 'asked' | 'begun' = 'none';
  isBroken = false;
  #looks = 0;
  readonly #stop = new AbortController();
  readonly watcher = new Watcher({
    lookout: {
      watched: async ({ manifests }) => {
        if (this.isBroken) throw new Error('no such host');
        const probes = names.map((name) => this.#probe(name));
        const keys = probes.map(({ kind, name }) => `${kind} ${name}`);
        return {
          manifests: manifests.map((path) => ({ path, why: '', keys })),
          host: [],
          probes: new Map(probes.map((probe, at) => [keys[at] ?? '', probe])),
        };
      },
      learn: async () => undefined,
      forget: async () => undefined,
    },
    isBusy: () => this.order !== 'none',
    changed: () => this.told.push(this.watcher.health),
    monotonicMs: () => this.clock.nowMs,
    random: () => 0.5,
    wait: this.clock.wait,
    log: () => undefined,
  });
  readonly #running = this.watcher.run(this.#stop.signal);

  #probe(name: Name): Probe {
    return { kind: 'tls', name, look: () => this.#look(name) };
  }

  async #look(name: Name) {
    if (this.order === 'begun') this.faults.push('looked during an order');
    this.#looks += 1;
    if (this.#looks > 1) this.faults.push('looked twice at once');
    await this.clock.wait(this.lookMs);
    this.#looks -= 1;
    if (this.order === 'begun') this.faults.push('an order began during a look');
    const state = this.truth[name];
    this.seen[name].push({ state, atMs: this.clock.nowMs, orders: this.orders });
    return { state, text: `${state} at ${this.clock.nowMs}` };
  }

  beginOrder(): void {
    if (this.order !== 'none') return;
    this.order = 'asked';
    this.orders += 1;
    void this.watcher.rest().then(() => {
      this.order = 'begun';
    });
  }

  async endOrder(): Promise<void> {
    while (this.order === 'asked') await this.clock.pass(second);
    this.order = 'none';
  }

  get states(): string[] | null {
    const probes = this.watcher.health?.manifests[0]?.probes;
    return probes?.map(({ state }) => state) ?? null;
  }

  times = (name: Name): number[] => this.seen[name].map(({ atMs }) => atMs / second);

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.clock.pass(60 * second);
    await this.#running;
  }
}

async function withHost(work: (host: PlayedHost) => Promise<void>): Promise<void> {
  const host = new PlayedHost();
  await work(host);
  await host.stop();
  expect(host.faults).toEqual([]);
}

describe('a watch', () => {
  it('is looked at at once, and then in its interval', () =>
    withHost(async ({ clock, watcher, told, times }) => {
      await clock.pass(second);
      expect(told).toEqual([]);
      watcher.follow(web);
      await clock.pass(901 * second);
      expect(told).toHaveLength(1);
      expect(watcher.health?.manifests[0]?.probes[0]).toEqual({
        ...{ kind: 'tls', name: 'a:443', state: 'ok', text: '' },
      });
      watcher.follow({ ...web });
      await clock.pass(second);
      expect(times('a:443')).toEqual([1, 301, 601, 901]);
      watcher.follow({ manifests: ['mail.json'], everySeconds: 60 });
      await clock.pass(61 * second);
      expect(times('a:443').slice(-2)).toEqual([903, 963]);
    }));

  it('that ends is forgotten', () =>
    withHost(async ({ clock, watcher, times }) => {
      watcher.follow(web);
      await clock.pass(second);
      watcher.follow(null);
      expect(watcher.health).toBeNull();
      await clock.pass(1000 * second);
      expect(times('a:443')).toEqual([0]);
    }));

  it('counts a failure once it is there after a minute too, and what is well at once', () =>
    withHost(async (host) => {
      host.watcher.follow(web);
      await host.clock.pass(200 * second);
      host.truth['b:443'] = 'critical';
      await host.clock.pass(159 * second);
      expect(host.states).toEqual(['ok', 'ok']);
      await host.clock.pass(2 * second);
      expect(host.states).toEqual(['ok', 'critical']);
      expect(host.times('a:443')).toEqual([0, 300]);
      expect(host.times('b:443')).toEqual([0, 300, 360]);
      const [first] = host.watcher.health?.manifests[0]?.probes.slice(1) ?? [];
      expect(first?.text).toBe('critical at 360000');
      await host.clock.pass(600 * second);
      expect(host.told).toHaveLength(2);
      host.truth['b:443'] = 'ok';
      await host.clock.pass(300 * second);
      expect(host.states).toEqual(['ok', 'ok']);
      expect(host.told).toHaveLength(3);
    }));

  it('lets one failure pass', () =>
    withHost(async (host) => {
      host.watcher.follow({ ...web, everySeconds: 30 });
      await host.clock.pass(29 * second);
      host.truth['a:443'] = 'unknown';
      await host.clock.pass(2 * second);
      host.truth['a:443'] = 'ok';
      await host.clock.pass(300 * second);
      expect(host.told).toHaveLength(1);
      expect(host.times('a:443').slice(0, 4)).toEqual([0, 30, 40, 60]);
    }));

  it('that an order cuts short is looked at again after it, by what is there then', () =>
    withHost(async (host) => {
      host.truth['a:443'] = 'critical';
      host.watcher.follow(web);
      await host.clock.pass(10 * second);
      host.beginOrder();
      await host.clock.pass(second);
      await host.endOrder();
      await host.clock.pass(60 * second);
      expect(host.states).toBeNull();
      await host.clock.pass(200 * second);
      expect(host.states).toEqual(['critical', 'ok']);
    }));

  it('that cannot be looked at is no pass', () =>
    withHost(async (host) => {
      host.watcher.follow(web);
      await host.clock.pass(second);
      host.isBroken = true;
      await host.clock.pass(300 * second);
      expect(host.watcher.health?.manifests).toEqual([
        { path: 'web.json', why: 'the host could not be looked at', probes: [] },
      ]);
    }));
});

const steps = fc.array(
  fc.oneof(
    fc.record({ step: fc.constant('pass'), ms: fc.integer({ min: 1, max: 400 * second }) }),
    fc.record({ step: fc.constant('take'), ms: fc.integer({ min: 0, max: 40 * second }) }),
    fc.record({
      step: fc.constant('become'),
      name: fc.constantFrom(...names),
      state: fc.constantFrom<ProbeState>('ok', 'warning', 'critical', 'unknown'),
    }),
    fc.record({ step: fc.constantFrom('begin', 'end') }),
    fc.record({
      step: fc.constant('watch'),
      watch: fc.constantFrom(web, { ...web, everySeconds: 60 }, null),
    }),
  ),
  { maxLength: 40 },
);
type Step = Partial<{ ms: number; name: Name; state: ProbeState; watch: Watch | null }> & {
  readonly step: string;
};

async function take(host: PlayedHost, { step, ms = 0, name, state, watch = null }: Step) {
  if (step === 'pass') await host.clock.pass(ms);
  if (step === 'take') host.lookMs = ms;
  if (step === 'begin') host.beginOrder();
  if (step === 'end') await host.endOrder();
  if (step === 'watch') host.watcher.follow(watch);
  if (name !== undefined && state !== undefined) host.truth[name] = state;
}

/** What is not well, and was not told before, was seen twice, a retry apart, with no order between. */
function verifyTold(host: PlayedHost, before: AgentHealth | null): void {
  const stateIn = (health: AgentHealth | null, name: Name) =>
    health?.manifests[0]?.probes.find((probe) => probe.name === name)?.state;
  for (const name of names) {
    const [first, last] = host.seen[name].slice(-2);
    const state = stateIn(host.watcher.health, name);
    const newest = last ?? first;
    if (state !== newest?.state) host.faults.push(`${name} was told to be ${state}`);
    if (state === 'ok' || state === stateIn(before, name)) continue;
    const isTwice = first !== undefined && last !== undefined && first.state !== 'ok';
    if (!isTwice || first.orders !== last.orders || last.atMs - first.atMs < 20 * second) {
      host.faults.push(`${name} was told to be ${state} after one look`);
    }
  }
}

it('whatever happens, no look falls into an order or beside another, and a failure was seen twice', () =>
  fc.assert(
    fc.asyncProperty(steps, (given) =>
      withHost(async (host) => {
        const { told } = host;
        let before: AgentHealth | null = null;
        told.push = (health) => {
          verifyTold(host, before);
          before = health ?? null;
          return 0;
        };
        for (const step of given) {
          await take(host, step);
          before = host.watcher.health;
        }
        await host.endOrder();
        host.lookMs = 0;
        host.watcher.follow(web);
        await host.clock.pass(1200 * second);
        expect(host.states).toEqual(names.map((name) => host.truth[name]));
      }),
    ),
    { numRuns: 300 },
  ));

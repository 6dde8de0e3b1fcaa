/**
 * How often gates halt harmless and harmful patches, in simulated rollouts of a thousand hosts,
 * beside a reference simulation. `DAYBREAK_SIMULATED_ROLLOUTS` asks for more than the usual number.
 */
import { describe, expect, it } from 'vitest';
import {
  afterFailures,
  type Cell,
  clopperPearson,
  evidenceOf,
  replayGate,
  startGate,
} from '../src/gate/index.ts';
import { seeded } from './seeded.ts';
import {
  type RolloutDesign,
  recordedRounds,
  type Scenario,
  type SimulatedHost,
  simulate,
} from './simulated-rollout.ts';
import { readVectors } from './vectors.ts';

const rollouts = Number(process.env['DAYBREAK_SIMULATED_ROLLOUTS'] ?? 400);

const { design, results } = readVectors<{
  readonly design: RolloutDesign;
  readonly results: Readonly<
    Record<
      string,
      {
        readonly params: Scenario;
        readonly reps: number;
        readonly rules: Readonly<Record<string, { readonly P_halt: number }>>;
      }
    >
  >;
}>('sim_halt');

/** How many rollouts of a scenario have a property. */
function countWhere(scenario: Scenario, has: (hosts: readonly SimulatedHost[]) => boolean): number {
  let count = 0;
  for (let seed = 1; seed <= rollouts; seed += 1) {
    if (has(simulate(design, scenario, seeded(seed)))) count += 1;
  }
  return count;
}

/** The greatest ln E of any round, and whether the gate failed, which takes two hosts. */
function replayed(hosts: readonly SimulatedHost[], alpha: number, nullOdds: number) {
  const rounds = recordedRounds(hosts).map(({ cells }) => cells);
  let most = 0;
  let hasFailed = false;
  for (const round of replayGate({ alpha, nullOdds, rounds })) {
    most = Math.max(most, round.logEvidence);
    hasFailed ||= round.verdict === 'fail';
  }
  return { most, hasFailed };
}

/** The reference's name of each rule. */
const rules = [
  { name: 'ours a=.05', alpha: 0.05, nullOdds: 1 },
  { name: 'ours a=.01', alpha: 0.01, nullOdds: 1 },
  { name: 'ours w0=5 a=.01', alpha: 0.01, nullOdds: 5 },
];

interface Rate {
  /** Rollouts in which E reaches 1/α, as in the reference. */
  readonly reached: number;
  /** Rollouts that the gate halts. */
  readonly halted: number;
}
const known = new Map<string, readonly Rate[]>();

/** By rule; each scenario is simulated once. */
function ratesOf({ name, params }: (typeof scenarios)[number]): readonly Rate[] {
  const rates = known.get(name) ?? simulatedRates(params);
  known.set(name, rates);
  return rates;
}

function simulatedRates(scenario: Scenario): readonly Rate[] {
  return rules.map(({ alpha, nullOdds }) => {
    let halted = 0;
    const reached = countWhere(scenario, (hosts) => {
      const { most, hasFailed } = replayed(hosts, alpha, nullOdds);
      if (hasFailed) halted += 1;
      return most >= -Math.log(alpha);
    });
    return { reached, halted };
  });
}

const scenarios = Object.entries(results).map(([name, result]) => ({ name, ...result }));

function named(name: string) {
  const found = scenarios.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no scenario is called ${name}`);
  return found;
}

/** Rings of whole racks, judged by hosts, is no valid null: outages of racks are no lot. */
const nulls = scenarios.filter(({ name, params }) => name.startsWith('null') && !params.assign);
const wholeRacks = 'null: rack shocks (2%/rack), rings = whole racks';

/** The false-halt rate is at least this, but for 1 of 100 simulations. */
const atLeastHalted = (halted: number) => clopperPearson(halted, rollouts, 0.98).low;

describe('a replayed gate', () => {
  it.each(scenarios)('reaches 1/α as often as in the reference: $name', (scenario) => {
    for (const [at, { name }] of rules.entries()) {
      const expected = scenario.rules[name]?.P_halt ?? Number.NaN;
      const reached = ratesOf(scenario)[at]?.reached ?? Number.NaN;
      const all = (reached + expected * scenario.reps) / (rollouts + scenario.reps);
      const error = Math.sqrt(all * (1 - all) * (1 / rollouts + 1 / scenario.reps));
      // Reference values have four digits.
      const allowed = 4 * error + 5e-5;
      expect(Math.abs(reached / rollouts - expected), name).toBeLessThanOrEqual(allowed);
    }
  });

  it.each(nulls)('halts no more harmless patches than α: $name', (scenario) => {
    for (const [at, { alpha }] of rules.entries()) {
      expect(atLeastHalted(ratesOf(scenario)[at]?.halted ?? Number.NaN)).toBeLessThanOrEqual(alpha);
    }
  });

  it('is seen to halt more where its rings are whole racks', () => {
    const [routine, urgent] = ratesOf(named(wholeRacks));
    expect(atLeastHalted(routine?.halted ?? 0)).toBeGreaterThan(0.05);
    expect(atLeastHalted(urgent?.halted ?? 0)).toBeGreaterThan(0.01);
  });

  it.each([
    'bad: breaks 100% at once',
    'bad: breaks 20%',
    'bad: breaks 10%',
    'bad: breaks 5%',
    'bad: breaks 10%, latency mean 6 rounds',
    'bad: hw set = 10% of racks, host-random',
  ])('halts at least 99 of 100: %s', (name) => {
    const [routine, urgent] = ratesOf(named(name));
    expect(routine?.halted).toBeGreaterThanOrEqual(0.99 * rollouts);
    expect(urgent?.halted).toBeGreaterThanOrEqual(0.98 * rollouts);
  });
});

/** Kinds of failure; those of a host are all of one kind. */
const kinds = 3;

/** What each process of a gate saw, by time: first that of any failure, then that of each kind. */
function processRounds(
  hosts: readonly SimulatedHost[],
): ReadonlyMap<number, ReadonlyMap<number, readonly Cell[]>> {
  const seenBy = (kind: number) => (host: SimulatedHost, at: number) =>
    at % kinds === kind ? host : { ...host, failedAt: null };
  const ofKinds = Array.from({ length: kinds }, (_, kind) =>
    recordedRounds(hosts.map(seenBy(kind))),
  );
  const all = [recordedRounds(hosts), ...ofKinds].flatMap((rounds, process) =>
    rounds.map(({ at, cells }) => ({ at, process, cells })),
  );
  const byTime = [...Map.groupBy(all, ({ at }) => at)].sort(([a], [b]) => a - b);
  return new Map(
    byTime.map(([at, seen]) => [at, new Map(seen.map(({ process, cells }) => [process, cells]))]),
  );
}

/** Whether any process of a gate reaches what it needs, without the floor, which only takes halts away. */
function isHalted(hosts: readonly SimulatedHost[], alpha: number): boolean {
  let gate = startGate(alpha, kinds + 1);
  for (const cells of processRounds(hosts).values()) {
    gate = afterFailures(gate, cells);
    const isOver = evidenceOf(gate).some(({ logEvidence, logNeeded }) => logEvidence >= logNeeded);
    if (isOver) return true;
  }
  return false;
}

describe('the gate of a rollout, with all that it compares', () => {
  it.each(nulls)('halts no more harmless patches than α: $name', ({ params }) => {
    for (const alpha of [0.05, 0.2]) {
      const halted = countWhere(params, (hosts) => isHalted(hosts, alpha));
      expect(atLeastHalted(halted)).toBeLessThanOrEqual(alpha);
    }
  });

  it('halts nearly all patches that break 5 of 100 hosts', () => {
    const { params } = named('bad: breaks 5%');
    const halted = countWhere(params, (hosts) => isHalted(hosts, 0.05));
    expect(halted).toBeGreaterThanOrEqual(0.99 * rollouts);
  });
});

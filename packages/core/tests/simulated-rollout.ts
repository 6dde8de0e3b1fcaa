/** Rollouts of invented fleets, for the rates at which gates halt. */
import { type Cell, failureRounds, place, type WatchedHost } from '../src/gate/index.ts';
import { shuffled } from './seeded.ts';

/** What the vectors tell of a simulated fleet. */
export interface RolloutDesign {
  readonly N: number;
  readonly 'racks of': number;
  readonly rounds: number;
  readonly 'rings (round,cumulative)': readonly (readonly [round: number, hosts: number])[];
}

/** What happens in it. Shares are chances of each host or rack. */
export interface Scenario {
  /** The chance to fail of itself in a round. */
  readonly p0: number;
  /** Hosts that one outage hits, in any round. */
  readonly shock?: number;
  /** Racks that an outage of their own hits. */
  readonly rackshock?: number;
  /** Patched hosts that do not come back from the reboot. */
  readonly reboot?: number;
  /** Hosts that the patch can break. */
  readonly sub?: number;
  /** Where 1, the patch can break the hosts of every tenth rack. */
  readonly hwset?: number;
  /** Of the hosts that it can break, those that it does. */
  readonly brk?: number;
  /** Rounds that this takes in the mean; at once where none is named. */
  readonly lat?: number;
  /** Where `rack`, rings are of whole racks. */
  readonly assign?: string;
}

/** A host, whose times are rounds. */
export interface SimulatedHost extends WatchedHost {
  readonly rack: number;
}

export function simulate(
  design: RolloutDesign,
  scenario: Scenario,
  random: () => number,
): readonly SimulatedHost[] {
  const racks = design.N / design['racks of'];
  const order = scenario.assign === 'rack' ? byRack(design, random) : shuffled(design.N, random);
  const outage = Math.floor(random() * design.rounds);
  const brokenRacks = new Set(shuffled(racks, random).slice(0, racks / 10));
  const outages = Array.from({ length: racks }, () =>
    happens(scenario.rackshock, random) ? Math.floor(random() * design.rounds) : never,
  );
  return order.map((rank, at) => {
    const rack = Math.floor(at / design['racks of']);
    const patchedAt = patchedRound(design, rank);
    const failing = Math.min(
      Math.floor(Math.log(1 - random()) / Math.log1p(-scenario.p0)),
      happens(scenario.shock, random) ? outage : never,
      outages[rack] ?? never,
      patchedAt === null ? never : patchedAt + harm(scenario, brokenRacks.has(rack), random),
    );
    const failedAt = failing < design.rounds ? failing : null;
    return { stratum: '', attributes: [], patchedAt, failedAt, leftAt: null, rack };
  });
}

/** What a gate records at a time at which hosts failed. */
export interface RecordedRound {
  readonly at: number;
  readonly cells: readonly Cell[];
  /** Racks of all patched hosts that failed so far. */
  readonly domains: number;
}

export function recordedRounds(hosts: readonly SimulatedHost[]): readonly RecordedRound[] {
  const times = new Set(hosts.flatMap(({ failedAt }) => failedAt ?? []));
  const ascending = [...times].sort((a, b) => a - b);
  const failed = new Set<number>();
  const rounds = failureRounds(place(hosts));
  return ascending.map((at, round) => {
    for (const { patchedAt, failedAt, rack } of hosts) {
      if (failedAt === at && patchedAt !== null && patchedAt <= at) failed.add(rack);
    }
    return { at, cells: rounds[round] ?? [], domains: failed.size };
  });
}

const never = Number.POSITIVE_INFINITY;

function happens(chance: number | undefined, random: () => number): boolean {
  return chance !== undefined && random() < chance;
}

/** The ranks of hosts when racks are patched as a whole. */
function byRack(design: RolloutDesign, random: () => number): number[] {
  const size = design['racks of'];
  return shuffled(design.N / size, random).flatMap((rank) =>
    Array.from({ length: size }, (_, at) => rank * size + at),
  );
}

function patchedRound(design: RolloutDesign, rank: number): number | null {
  const ring = design['rings (round,cumulative)'].find(([, hosts]) => rank < hosts);
  return ring?.[0] ?? null;
}

/** How many rounds after it was patched a host fails because of that. */
function harm(scenario: Scenario, isOfBrokenRack: boolean, random: () => number): number {
  if (happens(scenario.reboot, random)) return 0;
  const canBreak = happens(scenario.sub, random) || (scenario.hwset === 1 && isOfBrokenRack);
  if (!(canBreak && happens(scenario.brk, random))) return never;
  return Math.floor(-Math.log(1 - random()) * (scenario.lat ?? 0));
}

/** What a rollout is about; it does not change once the rollout has begun. */

export interface RingSetup {
  /** After the rollout's start; not before the ring ahead of it has passed. */
  readonly startsAfterMs: number;
  /** From when enough of its hosts are patched and looked at until it can pass. */
  readonly observeMs: number;
  /** Patched hosts that are looked at, without which it cannot pass. */
  readonly observedNeeded: number;
}

/** By the number of a host in this rollout, from 0. */
export interface RolloutHosts {
  readonly ring: Uint8Array;
  readonly stratum: Uint16Array;
  /** What may fail for a reason of its own: a site, a rack; the host itself where nothing is known. */
  readonly faultDomain: Uint32Array;
  /** Whose hosts must not all be away at once; -1 for none. */
  readonly dependencyGroup: Int32Array;
  readonly calendar: Uint8Array;
}

export interface RolloutSetup {
  /** The share of harmless updates that may be halted. */
  readonly alpha: number;
  /** What is compared: `https https://shop.example/`, or a whole kind, `own-check`; silence always is. */
  readonly probes: readonly string[];
  readonly rings: readonly RingSetup[];
  readonly hosts: RolloutHosts;
  /** Hosts of a dependency group that may be away at once, at least 1. */
  readonly awayMax: number;
  /** Orders that one step may place. */
  readonly ordersMax: number;
  /** Whether the update can be taken back. */
  readonly isRemovable: boolean;
  /** Whether patched hosts are taken back by themselves when a gate fails. */
  readonly rollsBack: boolean;
  /** People who must approve before it may start. */
  readonly approvalsNeeded: number;
  /** UTC ms since 1970; null for none. */
  readonly deadlineMs: number | null;
  /** Before the deadline, when those who look after it are told of what will not be there in time. */
  readonly warningMs: number;
}

export const silence = 'silence';

/** Processes of the gate that compare hosts, in their order: any failure first. */
export function comparedBy(setup: RolloutSetup): readonly string[] {
  return ['any', silence, ...setup.probes];
}

/** What follows from the setup, worked out once. */
export interface Layout {
  readonly strata: number;
  /** Hosts by ring, then by calendar. */
  readonly queues: readonly (readonly Uint32Array[])[];
  readonly ringSizes: readonly number[];
  /** Hosts by dependency group. */
  readonly peers: ReadonlyMap<number, readonly number[]>;
}

export function layoutOf({ rings, hosts }: RolloutSetup): Layout {
  const queues = rings.map((): number[][] => []);
  const peers = new Map<number, number[]>();
  let strata = 0;
  for (const [host, ring] of hosts.ring.entries()) {
    const calendar = hosts.calendar[host] ?? 0;
    const queue = queues[ring];
    if (queue === undefined) throw new RangeError(`host ${host} is of ring ${ring}, which is none`);
    while (queue.length <= calendar) queue.push([]);
    queue[calendar]?.push(host);
    strata = Math.max(strata, (hosts.stratum[host] ?? 0) + 1);
    const group = hosts.dependencyGroup[host] ?? -1;
    if (group < 0) continue;
    const known = peers.get(group);
    if (known === undefined) peers.set(group, [host]);
    else known.push(host);
  }
  return {
    strata,
    queues: queues.map((byCalendar) => byCalendar.map((queue) => Uint32Array.from(queue))),
    ringSizes: queues.map((byCalendar) => byCalendar.reduce((sum, { length }) => sum + length, 0)),
    peers,
  };
}

import type { Preset } from './presets.ts';

/** A ring of a preset in a fleet. */
export interface RingSize {
  readonly name: string;
  readonly hosts: number;
  readonly startHours: number;
  readonly isHeldBack: boolean;
}

/** What a fleet was too small for. */
export interface SizeLimit {
  readonly part: 'first-ring' | 'early-rings' | 'held-back';
  readonly wantedHosts: number;
  readonly hosts: number;
}

export interface RingSizes {
  readonly rings: readonly RingSize[];
  readonly firstRingBy: FirstRingBasis;
  readonly limits: readonly SizeLimit[];
}

/** What the first ring's size follows from: ten at least, the known strata, the share, or the fleet. */
export type FirstRingBasis = 'least' | 'strata' | 'share' | 'fleet';

/** So many hosts show two failures with a chance of 95 % when a patch breaks 1 % of all. */
const earlyHosts = 473;

/** The share of hosts held back to the end as the control group; between 5 and 10 %. */
const heldBackShare = 0.075;

const leastCanaries = 10;

/** Hosts of each stratum that is known; a defect that hits one stratum shows in two or three. */
const perStratum = 3;

/**
 * The sizes of a preset's rings.
 *
 * The first ring has 10 hosts, or 3 for each known stratum, or the preset's share, whichever is most,
 * but no more than a quarter of the fleet: 5 of 20 hosts, 10 of 50 (or 12 where strata ask for it)
 * and 10 of 200 (up to 50). Of 20 hosts, 5 canaries halt a patch that breaks all of them for certain,
 * and one that breaks half with a chance of 0.5; 10 would with 0.95, but have broken about as many before as
 * 5 and the ring that follows do on average, and twice as many where all break.
 *
 * The second and third ring together have 473 hosts, where that is no more than a tenth of the fleet,
 * else a tenth: larger ones would break more than they find. A ring that would be smaller than the
 * one before it is left out. Fleets of fewer than 10 hosts hold one back, and of fewer than 5 none.
 */
export function sizeRings(
  { shares, startHours, pace }: Preset,
  hosts: number,
  strata: number,
): RingSizes {
  if (pace === 'all-at-once' || hosts < 2) {
    const all = { name: 'all', hosts, startHours: 0, isHeldBack: false };
    return { rings: [all], firstRingBy: 'fleet', limits: [] };
  }
  const first = firstRing(hosts, strata, shares[0] ?? 0);
  const held = heldBackOf(hosts);
  const later = laterRings(shares, hosts, first);
  const rest = hosts - first - held - later.reduce((sum, size) => sum + size, 0);
  const sizes = [first, ...later, rest, held];
  const rings = sizes.map((size, at): RingSize => {
    const isHeldBack = at === sizes.length - 1;
    const name = nameOf(at, sizes.length, size / hosts);
    return { name, hosts: size, startHours: startHours[at] ?? Number.NaN, isHeldBack };
  });
  return {
    rings: rings.filter((ring) => ring.hosts > 0),
    firstRingBy: basisOf(first, strata, wantedFirst(hosts, strata, shares[0] ?? 0)),
    limits: limitsOf(sizes, hosts, strata),
  };
}

function wantedFirst(hosts: number, strata: number, share: number): number {
  return Math.max(leastCanaries, perStratum * strata, Math.round(share * hosts));
}

function firstRing(hosts: number, strata: number, share: number): number {
  return Math.min(wantedFirst(hosts, strata, share), Math.max(1, Math.floor(hosts / 4)));
}

function basisOf(first: number, strata: number, wanted: number): FirstRingBasis {
  if (first < wanted) return 'fleet';
  if (first === leastCanaries) return 'least';
  return first === perStratum * strata ? 'strata' : 'share';
}

/** How many hosts of a fleet are held back. */
function heldBackOf(hosts: number): number {
  if (hosts < 10) return hosts < 5 ? 0 : 1;
  return Math.round(heldBackShare * hosts);
}

/** By the preset's rings after the first, with 0 for those left out. */
function laterRings(shares: readonly number[], hosts: number, first: number): readonly number[] {
  let before = first;
  let early = 0;
  return shares.slice(1).map((share, at) => {
    const least = at === 1 ? Math.min(earlyHosts, Math.floor(hosts / 10)) - early : 0;
    const wanted = Math.max(Math.round(share * hosts), least);
    const size = wanted < before ? 0 : wanted;
    if (at < 2) early += size;
    if (size > 0) before = size;
    return size;
  });
}

function nameOf(at: number, rings: number, share: number): string {
  if (at === 0) return 'canary';
  if (at === rings - 1) return 'held back';
  if (at === rings - 2) return 'rest';
  const percent = share * 100;
  return `${percent < 1 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

function limitsOf(sizes: readonly number[], hosts: number, strata: number): readonly SizeLimit[] {
  const [first = 0, second = 0, third = 0] = sizes;
  const held = sizes.at(-1) ?? 0;
  const limits: readonly SizeLimit[] = [
    { part: 'first-ring', wantedHosts: wantedFirst(hosts, strata, 0), hosts: first },
    { part: 'early-rings', wantedHosts: earlyHosts, hosts: second + third },
    { part: 'held-back', wantedHosts: 1, hosts: held },
  ];
  return limits.filter((limit) => limit.hosts < limit.wantedHosts);
}

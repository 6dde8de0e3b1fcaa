import { CanaryPick } from './canary-pick.ts';
import type { PlanHost } from './host.ts';
import { heldQuotas, ringQuotas, total } from './quota.ts';
import { type RingDraw, ringsMax, undrawn } from './ring-draw.ts';
import { type HashText, type SaltedStratum, saltedStrata } from './salted-strata.ts';

/** A ring to be filled. */
export interface RingToFill {
  readonly hosts: number;
  readonly isHeldBack: boolean;
}

/**
 * Draws rings by lot within strata. With a salt that is new for each rollout, each host of a stratum
 * that is online has the same chance to be a canary, and nobody can tell beforehand which are.
 *
 * - The first ring has two or three hosts of each stratum, none that is offline, no two of one
 *   dependency group, and never all hosts of a stratum of two or more. It is smaller than asked for
 *   where there are not enough such hosts. A stratum of one host is in it only to fill it.
 * - What is held back is 5 to 10 % of each stratum, of hosts that are online as far as there are.
 * - All other rings have their share of what is left of each stratum, give or take one host.
 *
 * Sizes are met as nearly as strata allow; the draw is what counts.
 * @throws {RangeError} where there are no or too many rings, or two hosts with one id
 */
export function drawRings(
  hosts: readonly PlanHost[],
  rings: readonly RingToFill[],
  salt: string,
  hash: HashText,
): RingDraw {
  return drawFrom(saltedStrata(hosts, salt, hash), hosts, rings);
}

/** As `drawRings`, with lots that were drawn before. */
export function drawFrom(
  strata: readonly SaltedStratum[],
  hosts: readonly PlanHost[],
  rings: readonly RingToFill[],
): RingDraw {
  if (rings.length === 0 || rings.length > ringsMax) {
    throw new RangeError(`there are 1 to ${ringsMax} rings, not ${rings.length}`);
  }
  const draw = new Uint8Array(hosts.length).fill(undrawn);
  const heldBack = rings.findIndex(({ isHeldBack }) => isHeldBack);
  if (heldBack >= 0) holdBack(strata, hosts, rings, draw, heldBack);
  const open = rings.map((_, ring) => ring).filter((ring) => ring !== heldBack);
  const [first = 0, ...later] = open;
  if (later.length > 0) {
    new CanaryPick(strata, hosts, draw, first).fill(rings[first]?.hosts ?? 0);
  }
  fillRings(strata, rings, draw, later.length > 0 ? later : [first]);
  return draw;
}

/** Takes hosts that are online as far as there are: a control that is silent shows nothing. */
function holdBack(
  strata: readonly SaltedStratum[],
  hosts: readonly PlanHost[],
  rings: readonly RingToFill[],
  draw: RingDraw,
  heldBack: number,
): void {
  const share = (rings[heldBack]?.hosts ?? 0) / total(rings.map((ring) => ring.hosts));
  const sizes = strata.map(({ members }) => members.length);
  for (const [at, quota] of heldQuotas(sizes, share).entries()) {
    const members = strata[at]?.members ?? [];
    const online = members.filter((position) => hosts[position]?.isOnline);
    const offline = members.filter((position) => !hosts[position]?.isOnline);
    for (const position of [...online, ...offline].slice(0, quota)) draw[position] = heldBack;
  }
}

/** Puts all hosts that have no ring yet into these, in proportion to their sizes. */
function fillRings(
  strata: readonly SaltedStratum[],
  rings: readonly RingToFill[],
  draw: RingDraw,
  into: readonly number[],
): void {
  const left = strata.map(({ members }) => members.filter((at) => draw[at] === undrawn));
  const quotas = ringQuotas(
    left.map((members) => members.length),
    into.map((ring) => rings[ring]?.hosts ?? 0),
  );
  for (const [stratum, members] of left.entries()) {
    let next = 0;
    for (const [at, quota] of (quotas[stratum] ?? []).entries()) {
      for (const position of members.slice(next, next + quota)) draw[position] = into[at] ?? 0;
      next += quota;
    }
  }
}

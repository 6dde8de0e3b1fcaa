import type { PlanHost } from './host.ts';
import { canaryQuotas } from './quota.ts';
import { undrawn } from './ring-draw.ts';
import type { SaltedStratum } from './salted-strata.ts';

/** A stratum while canaries are taken from it. */
interface Source {
  readonly hosts: number;
  /** Positions of hosts that can be canaries, in the order of their lots. */
  readonly candidates: readonly number[];
  /** How many of them may be taken. */
  readonly eligible: number;
  /** How many have been looked at. */
  next: number;
  taken: number;
}

/** Takes the first ring's hosts from strata, never two of one dependency group. */
export class CanaryPick {
  readonly #sources: readonly Source[];
  readonly #hosts: readonly PlanHost[];
  readonly #draw: Uint8Array;
  readonly #ring: number;
  readonly #dependencyGroups = new Set<string>();

  /** @param draw holds back what has a ring already; the ring is written into it */
  constructor(
    strata: readonly SaltedStratum[],
    hosts: readonly PlanHost[],
    draw: Uint8Array,
    ring: number,
  ) {
    this.#hosts = hosts;
    this.#draw = draw;
    this.#ring = ring;
    this.#sources = strata.map(({ members }) => {
      const isFree = (at: number) => draw[at] === undrawn && hosts[at]?.isOnline === true;
      const candidates = members.filter(isFree);
      const eligible = Math.min(candidates.length, members.length - 1);
      return { hosts: members.length, candidates, eligible, next: 0, taken: 0 };
    });
  }

  /**
   * Takes so many, first what each stratum should give. What some cannot, others do, one after the
   * other; and last come hosts that are the only one of their stratum.
   */
  fill(ring: number): void {
    let missing = ring;
    const quotas = canaryQuotas(this.#sources, ring);
    for (const [at, source] of this.#sources.entries()) {
      missing -= this.#take(source, Math.min(missing, quotas[at] ?? 0));
    }
    for (let before = -1; missing > 0 && before !== missing; ) {
      before = missing;
      for (const source of this.#sources) missing -= this.#take(source, Math.min(missing, 1));
    }
    for (const source of this.#sources) {
      if (source.hosts === 1)
        missing -= this.#take({ ...source, eligible: 1 }, Math.min(missing, 1));
    }
  }

  #take(source: Source, quota: number): number {
    const before = source.taken;
    const most = Math.min(source.eligible, before + quota);
    while (source.taken < most && source.next < source.candidates.length) {
      const position = source.candidates[source.next] ?? 0;
      source.next += 1;
      if (this.#isPeerIn(position)) continue;
      this.#draw[position] = this.#ring;
      source.taken += 1;
    }
    return source.taken - before;
  }

  /** Whether another host of its dependency group is a canary; if not, this one is from now on. */
  #isPeerIn(position: number): boolean {
    const group = this.#hosts[position]?.dependencyGroup ?? null;
    if (group === null) return false;
    if (this.#dependencyGroups.has(group)) return true;
    this.#dependencyGroups.add(group);
    return false;
  }
}

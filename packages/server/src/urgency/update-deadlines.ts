/** How the hosts that need an update stand to their deadlines. Pure. */
import type { NeedInShort } from '@daybreak/core/exposure';
import type {
  DeadlineState,
  HostsDeadline as ShownDeadline,
  UpdateDeadline,
} from '@daybreak/protocol/urgency';
import type { CountedStanding } from '../update/board.ts';
import type { Deadlines, HostsAlike, HostsDeadline } from './deadlines.ts';
import { shownDeadline, stateOf } from './view.ts';

/** Hosts under one deadline in one state. */
export interface Standing {
  readonly deadline: HostsDeadline;
  readonly state: DeadlineState;
  hosts: number;
}

type Needs = CountedStanding['standing']['install'];

const states: readonly DeadlineState[] = ['overdue', 'due', 'next-upgrade', 'waiting', 'excepted'];

export class UpdateDeadlines {
  readonly #deadlines: Deadlines;
  readonly #nowMs: number;
  readonly #standings = new Map<string, Map<string, Standing>>();
  /** Of whichever update. */
  overdueHosts = 0;

  constructor(deadlines: Deadlines, nowMs: number, rows: readonly CountedStanding[]) {
    this.#deadlines = deadlines;
    this.#nowMs = nowMs;
    for (const [needs, byHosts] of this.#gather(rows)) {
      for (const [hosts, count] of byHosts) this.#add(needs, hosts, count);
    }
    for (const row of rows) this.#exceptHosts(row);
  }

  /** Null where no host needs it. @param said the update, as it is said to be needed */
  of(update: string, said: Iterable<NeedInShort>): UpdateDeadline | null {
    const all = this.standings(update);
    const [soonest] = all;
    if (soonest === undefined) return null;
    const counts = Object.fromEntries(states.map((state) => [state, 0])) as UpdateDeadline['hosts'];
    for (const { state, hosts } of all) counts[state] += hosts;
    const shown = shownDeadline(this.#deadlines, soonest.deadline, soonest);
    const lists = [...said].flatMap(({ closes }) => closes);
    const epss = this.#deadlines.highestEpss(new Set(lists));
    return { soonest: shown, hosts: counts, epss };
  }

  /** The updates that hosts need. */
  updates(): Iterable<string> {
    return this.#standings.keys();
  }

  /** Every deadline there is for it, the soonest first. */
  all(update: string): readonly ShownDeadline[] {
    return this.standings(update).map((one) => shownDeadline(this.#deadlines, one.deadline, one));
  }

  /** Hosts that need the same and have the same deadlines are counted together. */
  #gather(rows: readonly CountedStanding[]): Map<Needs, Map<HostsAlike, number>> {
    const gathered = new Map<Needs, Map<HostsAlike, number>>();
    const alikeOf = new Map<string, HostsAlike>();
    for (const { standing, classes } of rows) {
      const byHosts = gathered.get(standing.install) ?? new Map<HostsAlike, number>();
      gathered.set(standing.install, byHosts);
      for (const { factsClass, facts, hosts } of classes) {
        const key = `${factsClass} ${standing.product}`;
        const alike = alikeOf.get(key) ?? this.#deadlines.alike(facts, standing.product);
        alikeOf.set(key, alike);
        byHosts.set(alike, (byHosts.get(alike) ?? 0) + hosts);
      }
    }
    return gathered;
  }

  #add(needs: Needs, hosts: HostsAlike, count: number): void {
    let isOverdue = false;
    for (const need of needs) {
      const deadline = this.#deadlines.of(hosts, need);
      const state = stateOf(deadline, this.#nowMs);
      isOverdue ||= state === 'overdue';
      this.#count(need.update, deadline, state, count);
    }
    if (isOverdue) this.overdueHosts += count;
  }

  /** Single hosts, which were counted among those of which the same is known. */
  #exceptHosts({ hash, standing, classes }: CountedStanding): void {
    for (const place of this.#deadlines.rules.places.values()) {
      const known = classes.find(({ factsClass }) => factsClass === place.factsClass);
      if (place.hash !== hash || known === undefined) continue;
      if (place.fleet === 'example' && known.example === 0) continue;
      const shared = this.#deadlines.alike(known.facts, standing.product);
      const own = this.#deadlines.alike(known.facts, standing.product, place.id);
      this.#add(standing.install, shared, -1);
      this.#add(standing.install, own, 1);
    }
  }

  #count(update: string, deadline: HostsDeadline, state: DeadlineState, hosts: number): void {
    const ofUpdate = this.#standings.get(update) ?? new Map<string, Standing>();
    this.#standings.set(update, ofUpdate);
    const key = `${state} ${deadline.key}`;
    const known = ofUpdate.get(key);
    if (known === undefined) ofUpdate.set(key, { deadline, state, hosts });
    else known.hosts += hosts;
  }

  /** The same, as it was found. */
  standings(update: string): readonly Standing[] {
    const all = [...(this.#standings.get(update)?.values() ?? [])];
    return all.filter(({ hosts }) => hosts > 0).sort(soonestFirst);
  }
}

function soonestFirst(a: Standing, b: Standing): number {
  const byState = states.indexOf(a.state) - states.indexOf(b.state);
  // What is over is over: there it counts how little time there was.
  const byTier = a.state === 'overdue' ? hoursOf(a.deadline) - hoursOf(b.deadline) : 0;
  const byTime = (a.deadline.dueMs ?? 0) - (b.deadline.dueMs ?? 0);
  return byState || byTier || byTime || b.hosts - a.hosts;
}

function hoursOf({ policy, clock }: HostsDeadline): number {
  return policy.tiers[clock?.tier ?? -1]?.hours ?? Number.MAX_SAFE_INTEGER;
}

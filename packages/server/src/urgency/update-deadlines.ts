/** How the hosts that need an update stand to their deadlines. Pure. */
import type { NeedInShort } from '@daybreak/core/exposure';
import type {
  DeadlineState,
  HostsDeadline as ShownDeadline,
  UpdateDeadline,
} from '@daybreak/protocol/urgency';
import type { CountedStanding } from '../update/board.ts';
import type { Deadlines, HostsDeadline } from './deadlines.ts';
import { shownDeadline, stateOf } from './view.ts';

/** Hosts under one deadline in one state. */
interface Standing {
  readonly deadline: HostsDeadline;
  readonly state: DeadlineState;
  hosts: number;
}

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
    for (const row of rows) {
      const overdue = row.standing.install.map((need) => this.#add(row, need));
      this.overdueHosts += Math.max(0, ...overdue);
    }
  }

  /** Null where no host needs it. */
  of(update: string, closes: readonly string[]): UpdateDeadline | null {
    const all = this.#sorted(update);
    const [soonest] = all;
    if (soonest === undefined) return null;
    const counts = Object.fromEntries(states.map((state) => [state, 0])) as UpdateDeadline['hosts'];
    for (const { state, hosts } of all) counts[state] += hosts;
    const shown = shownDeadline(this.#deadlines, soonest.deadline, soonest);
    return { soonest: shown, hosts: counts, epss: this.#epss(closes) };
  }

  /** The updates that hosts need. */
  updates(): Iterable<string> {
    return this.#standings.keys();
  }

  /** Every deadline there is for it, the soonest first. */
  all(update: string): readonly ShownDeadline[] {
    return this.#sorted(update).map((one) => shownDeadline(this.#deadlines, one.deadline, one));
  }

  /** @returns how many of the row's hosts are overdue with it */
  #add(row: CountedStanding, need: NeedInShort): number {
    const deadline = this.#deadlines.of(row, need);
    const excepted =
      deadline.exception === null ? this.#deadlines.exceptedHosts(row, need, deadline) : 0;
    const state = stateOf(deadline, this.#nowMs);
    this.#count(need.update, deadline, state, row.hosts - excepted);
    this.#count(need.update, deadline, 'excepted', excepted);
    return state === 'overdue' ? row.hosts - excepted : 0;
  }

  #count(update: string, deadline: HostsDeadline, state: DeadlineState, hosts: number): void {
    if (hosts === 0) return;
    const ofUpdate = this.#standings.get(update) ?? new Map<string, Standing>();
    this.#standings.set(update, ofUpdate);
    const key = keyOf(deadline, state);
    const known = ofUpdate.get(key);
    if (known === undefined) ofUpdate.set(key, { deadline, state, hosts });
    else known.hosts += hosts;
  }

  #sorted(update: string): readonly Standing[] {
    return [...(this.#standings.get(update)?.values() ?? [])].sort(soonestFirst);
  }

  #epss(closes: readonly string[]): number | null {
    const { threats } = this.#deadlines;
    const scores = closes.flatMap((advisory) => threats.of(advisory).epss.at(-1)?.score ?? []);
    return scores.length === 0 ? null : Math.max(...scores);
  }
}

/** Hosts of which the same is known have the same deadline, whatever their posture. */
function keyOf({ policy, facts, clock, dueMs }: HostsDeadline, state: DeadlineState): string {
  return JSON.stringify([policy.id, facts, clock?.advisory, clock?.tier, dueMs, state]);
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

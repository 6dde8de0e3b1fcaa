/**
 * What follows for a product from which of its own updates are present on a host, whatever the host
 * is called: found once for all hosts that are alike in this.
 */
import type { KnownUpdate } from '../bulletin/index.ts';
import { isPastSupport, type WindowsHost } from '../inventory/index.ts';
import type { Describer, Need } from './describe.ts';
import { type Containers, decidedInstallSet } from './install-set.ts';
import type { Judge, JudgedState } from './judge.ts';
import type { PreparedProduct } from './prepared.ts';
import type { HostPresence } from './presence.ts';
import type { AdvisoryGroup } from './tracks.ts';
import { worstNeedFirst } from './worst-need-first.ts';

export interface Findings {
  /** Worst first, by the vendor's word. */
  readonly install: readonly Need[];
  /** Ids of the updates to install. */
  readonly needed: ReadonlySet<string>;
  readonly judgement: Judgement;
  /** How many open advisories have a single fix that a rollup may or may not bring. */
  readonly undecided: number;
}

/** The groups of the product by what is found of them on a host. */
export type Judgement = Readonly<Record<JudgedState, JudgedGroup[]>>;

export interface JudgedGroup extends AdvisoryGroup {
  /** Position of the update that closes it, or that closed it; -1 where it cannot be told. */
  readonly update: number;
}

/** How many advisories the groups have. */
export function countOf(groups: readonly AdvisoryGroup[]): number {
  return groups.reduce((sum, { advisories }) => sum + advisories.length, 0);
}

export class Finder {
  readonly #product: PreparedProduct;
  readonly #containers: Containers;
  readonly #describer: Describer;

  constructor(product: PreparedProduct, containers: Containers, describer: Describer) {
    this.#product = product;
    this.#containers = containers;
    this.#describer = describer;
  }

  find(host: WindowsHost, presence: HostPresence, judge: Judge): Findings {
    const judgement = this.#judge(judge);
    const { open } = judgement;
    const install = [...this.#needed(open, presence), ...this.#servicePacks(host, presence)].sort(
      worstNeedFirst,
    );
    const needed = new Set(install.map(({ update }) => update));
    return { install, needed, judgement, undecided: this.#undecided(open, needed) };
  }

  /** Every group of the product by its state. */
  #judge(judge: Judge): Judgement {
    const judgement: Judgement = { open: [], unknown: [], fixed: [] };
    for (const group of this.#product.groups) {
      const { state, by } = judge.of(group);
      const update = state === 'fixed' || by === -1 ? by : this.#containers.of(by);
      judgement[state].push({ ...group, update });
    }
    return judgement;
  }

  #needed(open: readonly AdvisoryGroup[], presence: HostPresence): Need[] {
    return [...decidedInstallSet(open, presence, this.#containers)].flatMap(([at, groups]) => {
      const update = this.#update(at);
      if (update === undefined) return [];
      const evidence = { rule: presence.of(at).rule, because: presence.because(at) };
      return [this.#describer.describe(update, groups, evidence)];
    });
  }

  /**
   * Only when support of the present service pack has ended: before that, moving on is a choice.
   * Windows 10 moves on by feature releases, which a warning speaks of.
   */
  #servicePacks(host: WindowsHost, presence: HostPresence): Need[] {
    if (host.family === 'Windows 10' || !isPastSupport(host, this.#product.asOf)) return [];
    const because = `the host is at ${host.version}, for which no further updates come`;
    return [...new Set(this.#product.servicePacks)].flatMap((at) => {
      const update = this.#update(at);
      if (update === undefined || presence.of(at).present === true) return [];
      return [this.#describer.describe(update, [], { rule: 'build', because })];
    });
  }

  /** How many open advisories have a single fix that the rollup to install may or may not bring. */
  #undecided(open: readonly AdvisoryGroup[], needed: ReadonlySet<string>): number {
    const undecided = (at: number): boolean =>
      this.#containers.isUndecided(at) && !needed.has(this.#update(at)?.id ?? '');
    return countOf(open.filter(({ tracks }) => tracks[0]?.some(undecided)));
  }

  #update(at: number): KnownUpdate | undefined {
    return this.#product.knowledge.updates[at];
  }
}

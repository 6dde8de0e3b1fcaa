/**
 * What follows for a product from which of its own updates are present on a host, whatever the host
 * is called: found once for all hosts that are alike in this.
 */
import {
  type KnownAdvisory,
  type KnownUpdate,
  type Positions,
  severityRank,
} from '../bulletin/index.ts';
import { isPastSupport, type WindowsHost } from '../inventory/index.ts';
import type { NeededUpdate, Rule } from './assessment.ts';
import { type Containers, decidedInstallSet } from './install-set.ts';
import type { Judge, JudgedState } from './judge.ts';
import type { PreparedProduct } from './prepared.ts';
import type { HostPresence } from './presence.ts';
import { updateTitle } from './title.ts';
import type { AdvisoryGroup } from './tracks.ts';

export interface Findings {
  /** Worst first. */
  readonly install: readonly NeededUpdate[];
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

/** An update to install, with the positions of the advisories it closes. */
interface Needed {
  readonly needed: NeededUpdate;
  readonly advisories: Positions;
}

export class Finder {
  readonly #product: PreparedProduct;
  readonly #containers: Containers;

  constructor(product: PreparedProduct, containers: Containers) {
    this.#product = product;
    this.#containers = containers;
  }

  find(host: WindowsHost, presence: HostPresence, judge: Judge): Findings {
    const judgement = this.#judge(judge);
    const { open } = judgement;
    const install = [...this.#needed(open, presence), ...this.#servicePacks(host, presence)]
      .sort((a, b) => this.#worstFirst(a, b))
      .map(({ needed }) => needed);
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

  #needed(open: readonly AdvisoryGroup[], presence: HostPresence): Needed[] {
    return [...decidedInstallSet(open, presence, this.#containers)].flatMap(([at, advisories]) => {
      const update = this.#update(at);
      if (update === undefined) return [];
      const { rule } = presence.of(at);
      const because = presence.because(at);
      return [{ needed: this.#describe(update, advisories, rule, because), advisories }];
    });
  }

  #describe(update: KnownUpdate, advisories: Positions, rule: Rule, because: string): NeededUpdate {
    const closes: string[] = [];
    const knownExploited: string[] = [];
    for (const at of advisories) {
      const advisory = this.#advisory(at);
      if (advisory === undefined) continue;
      closes.push(advisory.id);
      if (this.#isExploited(advisory)) knownExploited.push(advisory.id);
    }
    const title = updateTitle(this.#product.knowledge, update, advisories);
    const { id, published, supersedes } = update;
    return { update: id, title, published, closes, knownExploited, supersedes, rule, because };
  }

  /**
   * Only when support of the present service pack has ended: before that, moving on is a choice.
   * Windows 10 moves on by feature releases, which a warning speaks of.
   */
  #servicePacks(host: WindowsHost, presence: HostPresence): Needed[] {
    if (host.family === 'Windows 10' || !isPastSupport(host, this.#product.asOf)) return [];
    const because = `the host is at ${host.version}, for which no further updates come`;
    return [...new Set(this.#product.servicePacks)].flatMap((at) => {
      const update = this.#update(at);
      if (update === undefined || presence.of(at).present === true) return [];
      return [{ needed: this.#describe(update, [], 'build', because), advisories: [] }];
    });
  }

  /** How many open advisories have a single fix that the rollup to install may or may not bring. */
  #undecided(open: readonly AdvisoryGroup[], needed: ReadonlySet<string>): number {
    const undecided = (at: number): boolean =>
      this.#containers.isUndecided(at) && !needed.has(this.#update(at)?.id ?? '');
    return countOf(open.filter(({ tracks }) => tracks[0]?.some(undecided)));
  }

  #isExploited({ exploited, listedExploited }: KnownAdvisory): boolean {
    return exploited || (listedExploited !== '' && listedExploited <= this.#product.asOf);
  }

  /** Known exploited first, then the worst severity, then the most advisories, then the newest. */
  #worstFirst(a: Needed, b: Needed): number {
    const rank = ({ advisories }: Needed): number =>
      severityRank(this.#advisory(advisories[0] ?? -1)?.severity ?? '');
    return (
      b.needed.knownExploited.length - a.needed.knownExploited.length ||
      rank(a) - rank(b) ||
      b.advisories.length - a.advisories.length ||
      compareText(b.needed.published, a.needed.published) ||
      compareText(a.needed.update, b.needed.update)
    );
  }

  #update(at: number): KnownUpdate | undefined {
    return this.#product.knowledge.updates[at];
  }

  #advisory(at: number): KnownAdvisory | undefined {
    return this.#product.knowledge.advisories[at];
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

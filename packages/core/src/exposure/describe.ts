import {
  type KnownAdvisory,
  type KnownUpdate,
  type Positions,
  severityRank,
} from '../bulletin/index.ts';
import type { ClosedAdvisories, NeededUpdate, NeedInShort } from './assessment.ts';
import type { PreparedProduct } from './prepared.ts';
import { updateTitle } from './title.ts';
import type { AdvisoryGroup } from './tracks.ts';
import { worstFirst } from './worst-first.ts';

/** An update to install on some host, with what orders it among others. */
export interface Need extends NeedInShort {
  /** What it closes. */
  readonly groups: readonly AdvisoryGroup[];
  /** How many advisories it closes, and how many of those are known to be exploited. */
  readonly advisories: number;
  readonly exploited: number;
  /** Rank of the worst severity among them; less is worse. */
  readonly worst: number;
}

/** Says of updates what people are to know of them. */
export class Describer {
  readonly #product: PreparedProduct;
  readonly #closed: (ClosedAdvisories | undefined)[] = [];

  constructor(product: PreparedProduct) {
    this.#product = product;
  }

  describe(
    update: KnownUpdate,
    groups: readonly AdvisoryGroup[],
    evidence: Pick<NeededUpdate, 'rule' | 'because'>,
  ): Need {
    const { id, published, supersedes } = update;
    const closes = groups.map((group) => this.#closedBy(group));
    const advisories = groups.reduce((sum, group) => sum + group.advisories.length, 0);
    const worst = this.#worstOf(groups);
    return {
      update: id,
      title: updateTitle(this.#product.knowledge, update, worst, advisories),
      published,
      supersedes,
      closes,
      ...evidence,
      groups,
      advisories,
      exploited: closes.reduce((sum, { knownExploited }) => sum + knownExploited.length, 0),
      worst: severityRank(worst?.severity ?? ''),
    };
  }

  /** With every advisory by name, worst first. */
  inFull({ update, title, published, groups, supersedes, rule, because }: Need): NeededUpdate {
    const closed = this.#named(worstFirst(groups, this.#product.knowledge.advisories.length));
    return { update, title, published, ...closed, supersedes, rule, because };
  }

  /** Advisories are known worst first, so that the first position is the worst. */
  #worstOf(groups: readonly AdvisoryGroup[]): KnownAdvisory | undefined {
    const { advisories } = this.#product.knowledge;
    let worst = advisories.length;
    for (const group of groups) worst = Math.min(worst, group.advisories[0] ?? worst);
    return advisories[worst];
  }

  #closedBy({ group, advisories }: AdvisoryGroup): ClosedAdvisories {
    const named = this.#closed[group] ?? this.#named(advisories);
    this.#closed[group] = named;
    return named;
  }

  #named(positions: Positions): ClosedAdvisories {
    const closes: string[] = [];
    const knownExploited: string[] = [];
    for (const at of positions) {
      const advisory = this.#product.knowledge.advisories[at];
      if (advisory === undefined) continue;
      closes.push(advisory.id);
      if (this.#isExploited(advisory)) knownExploited.push(advisory.id);
    }
    return { closes, knownExploited };
  }

  #isExploited({ exploited, listedExploited }: KnownAdvisory): boolean {
    return exploited || (listedExploited !== '' && listedExploited <= this.#product.asOf);
  }
}

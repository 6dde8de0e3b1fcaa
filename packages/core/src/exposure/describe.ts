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
import { type NeedRank, worstNeedFirst } from './worst-need-first.ts';

/** An update to install on some host, with what orders it among others. */
export interface Need extends NeedInShort, NeedRank {
  /** What it closes. */
  readonly groups: readonly AdvisoryGroup[];
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
      exploited: closes.reduce((sum, { vendorExploited }) => sum + vendorExploited.length, 0),
      worst: severityRank(worst?.severity ?? ''),
    };
  }

  /**
   * With every advisory by name, worst first.
   * @param listed advisories that an authority lists as exploited
   */
  inFull(needs: readonly Need[], listed: ReadonlySet<string>): readonly NeededUpdate[] {
    return needs
      .map((need) => {
        const needed = this.#needed(need, listed);
        return { needed, rank: { ...need, exploited: needed.knownExploited.length } };
      })
      .sort((a, b) => worstNeedFirst(a.rank, b.rank))
      .map(({ needed }) => needed);
  }

  #needed(need: Need, listed: ReadonlySet<string>): NeededUpdate {
    const { update, title, published, groups, supersedes, rule, because } = need;
    const positions = worstFirst(groups, this.#product.knowledge.advisories.length);
    const isKnown = ({ id, exploited }: KnownAdvisory): boolean => exploited || listed.has(id);
    const { closes, marked: knownExploited } = this.#named(positions, isKnown);
    return { update, title, published, closes, knownExploited, supersedes, rule, because };
  }

  /** Advisories are known worst first, so that the first position is the worst. */
  #worstOf(groups: readonly AdvisoryGroup[]): KnownAdvisory | undefined {
    const { advisories } = this.#product.knowledge;
    let worst = advisories.length;
    for (const group of groups) worst = Math.min(worst, group.advisories[0] ?? worst);
    return advisories[worst];
  }

  #closedBy({ group, advisories, published }: AdvisoryGroup): ClosedAdvisories {
    const known = this.#closed[group];
    if (known !== undefined) return known;
    const { closes, marked } = this.#named(advisories, ({ exploited }) => exploited);
    const closed = { closes, vendorExploited: marked, published };
    this.#closed[group] = closed;
    return closed;
  }

  /** The advisories by name, and among them those of which something holds. */
  #named(positions: Positions, isMarked: (advisory: KnownAdvisory) => boolean): Named {
    const closes: string[] = [];
    const marked: string[] = [];
    for (const at of positions) {
      const advisory = this.#product.knowledge.advisories[at];
      if (advisory === undefined) continue;
      closes.push(advisory.id);
      if (isMarked(advisory)) marked.push(advisory.id);
    }
    return { closes, marked };
  }
}

interface Named {
  readonly closes: readonly string[];
  readonly marked: readonly string[];
}

import {
  type KnownAdvisory,
  type KnownUpdate,
  type ProductKnowledge,
  productName,
  severityRank,
} from '../bulletin/index.ts';
import { isPastSupport, type WindowsHost } from '../inventory/index.ts';
import { AdvisoryStates } from './advisory-states.ts';
import type {
  AdvisoryState,
  Assessment,
  FeedBasis,
  NeededUpdate,
  Rule,
  Verdict,
} from './assessment.ts';
import type { ExposureBasis } from './basis.ts';
import { feedBasis } from './coverage.ts';
import { productOfHost } from './host-product.ts';
import { Containers, decidedInstallSet } from './install-set.ts';
import { type JudgedState, judge } from './judge.ts';
import { conditionalUpdates } from './parts.ts';
import { type PreparedProduct, prepareProduct } from './prepared.ts';
import { HostPresence } from './presence.ts';
import { updateTitle } from './title.ts';
import type { AdvisoryTracks } from './tracks.ts';
import {
  coverageWarnings,
  listWarnings,
  supportWarnings,
  undecidedWarnings,
  unknownUpdateWarnings,
} from './warnings.ts';

/** Answers for the hosts of one product. Build it once and ask it for every posture. */
export class ProductExposure {
  readonly #product: PreparedProduct;
  readonly #containers: Containers;
  readonly #states: AdvisoryStates;
  readonly #basis: ExposureBasis;
  readonly #feeds: readonly FeedBasis[];

  constructor(knowledge: ProductKnowledge, basis: ExposureBasis) {
    this.#product = prepareProduct(knowledge, basis.asOf);
    this.#containers = new Containers(this.#product);
    this.#states = new AdvisoryStates(knowledge);
    this.#basis = basis;
    this.#feeds = basis.feeds.map((feed) => feedBasis(feed, basis.asOf));
  }

  assess(host: WindowsHost): Assessment {
    const presence = new HostPresence(host, this.#product);
    const { open, states } = this.#judge(presence);
    const install = [...this.#needed(open, presence), ...this.#servicePacks(host)]
      .sort((a, b) => this.#worstFirst(a, b))
      .map(({ needed }) => needed);
    const needed = new Set(install.map(({ update }) => update));
    const gaps = coverageWarnings(host, this.#basis);
    return {
      host: host.name,
      product: productName(productOfHost(host)),
      verdict: verdictOf(install.length, states.unknown.length + gaps.length),
      install,
      advisories: [...states.open, ...states.unknown, ...states.fixed],
      feeds: this.#feeds,
      conditional: conditionalUpdates(this.#product, presence, this.#containers, needed),
      warnings: [
        ...gaps,
        ...listWarnings(host),
        ...unknownUpdateWarnings(host, presence, this.#product),
        ...undecidedWarnings(this.#undecided(open, needed)),
        ...supportWarnings(host, this.#basis.asOf),
      ],
    };
  }

  #needed(open: readonly AdvisoryTracks[], presence: HostPresence): Needed[] {
    return [...decidedInstallSet(open, presence, this.#containers)].flatMap(([at, advisories]) => {
      const update = this.#update(at);
      if (update === undefined) return [];
      const { rule, because } = presence.of(at);
      return [{ needed: this.#describe(update, advisories, rule, because), advisories }];
    });
  }

  #describe(
    update: KnownUpdate,
    advisories: readonly number[],
    rule: Rule,
    because: string,
  ): NeededUpdate {
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
  #servicePacks(host: WindowsHost): Needed[] {
    if (host.family === 'Windows 10' || !isPastSupport(host, this.#basis.asOf)) return [];
    const because = `the host is at ${host.version}, for which no further updates come`;
    return [...new Set(this.#product.servicePacks)].flatMap((at) => {
      const update = this.#update(at);
      if (update === undefined) return [];
      return [{ needed: this.#describe(update, [], 'build', because), advisories: [] }];
    });
  }

  /** Every advisory of the product by its state; each list worst first, as the knowledge is. */
  #judge(presence: HostPresence): Found {
    const open: AdvisoryTracks[] = [];
    const states: Found['states'] = { open: [], unknown: [], fixed: [] };
    for (const tracks of this.#product.advisories) {
      const { state, by } = judge(tracks, presence);
      const update = state === 'fixed' || by === -1 ? by : this.#containers.of(by);
      states[state].push(this.#states.of(tracks.advisory, state, update));
      if (state === 'open') open.push(tracks);
    }
    return { open, states };
  }

  /** How many open advisories have a single fix that the rollup to install may or may not bring. */
  #undecided(open: readonly AdvisoryTracks[], needed: ReadonlySet<string>): number {
    const undecided = (at: number): boolean =>
      this.#containers.isUndecided(at) && !needed.has(this.#update(at)?.id ?? '');
    return open.filter(({ tracks }) => tracks[0]?.some(undecided)).length;
  }

  #isExploited({ exploited, listedExploited }: KnownAdvisory): boolean {
    return exploited || (listedExploited !== '' && listedExploited <= this.#basis.asOf);
  }

  /** Known exploited first, then the worst severity, then the most advisories, then the newest. */
  #worstFirst(a: Needed, b: Needed): number {
    const rank = ({ advisories: [worst = -1] }: Needed): number =>
      severityRank(this.#advisory(worst)?.severity ?? '');
    return (
      b.needed.knownExploited.length - a.needed.knownExploited.length ||
      rank(a) - rank(b) ||
      b.advisories.length - a.advisories.length ||
      (a.needed.published < b.needed.published ? 1 : -1)
    );
  }

  #update(at: number): KnownUpdate | undefined {
    return this.#product.knowledge.updates[at];
  }

  #advisory(at: number): KnownAdvisory | undefined {
    return this.#product.knowledge.advisories[at];
  }
}

/** An update to install, with the positions of the advisories it closes. */
interface Needed {
  readonly needed: NeededUpdate;
  readonly advisories: readonly number[];
}

/** Every advisory of the product as it is on one host. */
interface Found {
  readonly open: readonly AdvisoryTracks[];
  readonly states: Readonly<Record<JudgedState, AdvisoryState[]>>;
}

function verdictOf(needed: number, doubts: number): Verdict {
  if (needed > 0) return 'exposed';
  return doubts > 0 ? 'unknown' : 'clean';
}

/** The answer where no feed has the host's product. */
export function assessUncovered(host: WindowsHost, { asOf, feeds }: ExposureBasis): Assessment {
  const product = host.family === '' ? host.osName : productName(productOfHost(host));
  return {
    host: host.name,
    product,
    verdict: 'unknown',
    install: [],
    advisories: [],
    feeds: feeds.map((feed) => feedBasis(feed, asOf)),
    conditional: [],
    warnings: [
      `no feed has bulletins for ${product}: nothing can be said about it`,
      ...supportWarnings(host, asOf),
    ],
  };
}

import {
  type KnownAdvisory,
  type KnownUpdate,
  type ProductKnowledge,
  productName,
  severityRank,
} from '../bulletin/index.ts';
import { isPastSupport, type WindowsHost } from '../inventory/index.ts';
import type {
  AdvisoryState,
  Assessment,
  ExposureState,
  NeededUpdate,
  Verdict,
} from './assessment.ts';
import type { ExposureBasis } from './basis.ts';
import { feedBasis } from './coverage.ts';
import { productOfHost } from './host-product.ts';
import { Containers, installSet } from './install-set.ts';
import { type Judged, judge } from './judge.ts';
import { conditionalUpdates } from './parts.ts';
import { type AdvisoryTracks, type PreparedProduct, prepareProduct } from './prepared.ts';
import { HostPresence } from './presence.ts';
import { updateTitle } from './title.ts';
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
  readonly #basis: ExposureBasis;

  constructor(knowledge: ProductKnowledge, basis: ExposureBasis) {
    this.#product = prepareProduct(knowledge, basis.asOf);
    this.#containers = new Containers(this.#product);
    this.#basis = basis;
  }

  assess(host: WindowsHost): Assessment {
    const { asOf, feeds } = this.#basis;
    const presence = new HostPresence(host, this.#product);
    const judged = this.#product.advisories.map((tracks) => judge(tracks, presence));
    const open = judged.filter(({ state }) => state === 'open').map(({ tracks }) => tracks);
    const install = [...this.#needed(open, presence), ...this.#servicePacks(host)];
    const needed = new Set(install.map(({ update }) => update));
    const gaps = coverageWarnings(host, this.#basis);
    return {
      host: host.name,
      product: productName(productOfHost(host)),
      verdict: verdictOf(judged, install.length, gaps.length),
      install: install.toSorted(this.#worstFirst()),
      advisories: judged.map((one) => this.#advisoryState(one)).sort(byState),
      feeds: feeds.map((feed) => feedBasis(feed, asOf)),
      conditional: conditionalUpdates(this.#product, presence, this.#containers, needed),
      warnings: [
        ...gaps,
        ...listWarnings(host),
        ...unknownUpdateWarnings(host, presence, this.#product),
        ...undecidedWarnings(this.#undecided(open)),
        ...supportWarnings(host, asOf),
      ],
    };
  }

  #needed(open: readonly AdvisoryTracks[], presence: HostPresence): NeededUpdate[] {
    return [...installSet(open, presence, this.#containers)].flatMap(([at, advisories]) => {
      const update = this.#containers.isUndecided(at) ? undefined : this.#update(at);
      if (update === undefined) return [];
      const { rule, because } = presence.of(at);
      const closes = advisories.flatMap((advisory) => this.#advisory(advisory) ?? []);
      return [
        {
          update: update.id,
          title: updateTitle(this.#product.knowledge, update, advisories),
          published: update.published,
          closes: closes.map(({ id }) => id),
          knownExploited: closes.filter((one) => this.#isExploited(one)).map(({ id }) => id),
          supersedes: update.supersedes,
          rule,
          because,
        },
      ];
    });
  }

  /**
   * Only when support of the present service pack has ended: before that, moving on is a choice.
   * Windows 10 moves on by feature releases, which a warning speaks of.
   */
  #servicePacks(host: WindowsHost): NeededUpdate[] {
    if (host.family === 'Windows 10' || !isPastSupport(host, this.#basis.asOf)) return [];
    return [...new Set(this.#product.servicePacks)].flatMap((at) => {
      const update = this.#update(at);
      if (update === undefined) return [];
      return [
        {
          update: update.id,
          title: updateTitle(this.#product.knowledge, update, []),
          published: update.published,
          closes: [],
          knownExploited: [],
          supersedes: update.supersedes,
          rule: 'build' as const,
          because: `the host is at ${host.version}, for which no further updates come`,
        },
      ];
    });
  }

  #advisoryState({ tracks, state, by }: Judged): AdvisoryState {
    const advisory = this.#advisory(tracks.advisory);
    const at = state === 'fixed' || by === -1 ? by : this.#containers.of(by);
    return {
      cve: advisory?.id ?? '',
      state,
      severity: advisory?.severity ?? '',
      update: this.#update(at)?.id ?? '',
    };
  }

  /** How many open advisories have a single fix that a rollup may or may not bring. */
  #undecided(open: readonly AdvisoryTracks[]): number {
    const undecided = (at: number): boolean => this.#containers.isUndecided(at);
    return open.filter(({ tracks }) => tracks[0]?.some(undecided)).length;
  }

  #isExploited({ id, exploited }: KnownAdvisory): boolean {
    const listed = this.#basis.knownExploited.get(id);
    return exploited || (listed !== undefined && listed <= this.#basis.asOf);
  }

  /** Known exploited first, then the worst severity, then the most advisories, then the newest. */
  #worstFirst(): (a: NeededUpdate, b: NeededUpdate) => number {
    const { advisories } = this.#product.knowledge;
    const ranks = new Map(advisories.map(({ id, severity }) => [id, severityRank(severity)]));
    const worst = ({ closes }: NeededUpdate): number =>
      closes.reduce((rank, id) => Math.min(rank, ranks.get(id) ?? rank), ranks.size + 9);
    return (a, b) =>
      b.knownExploited.length - a.knownExploited.length ||
      worst(a) - worst(b) ||
      b.closes.length - a.closes.length ||
      (a.published < b.published ? 1 : -1);
  }

  #update(at: number): KnownUpdate | undefined {
    return this.#product.knowledge.updates[at];
  }

  #advisory(at: number): KnownAdvisory | undefined {
    return this.#product.knowledge.advisories[at];
  }
}

function verdictOf(judged: readonly Judged[], needed: number, gaps: number): Verdict {
  if (needed > 0) return 'exposed';
  const unsure = gaps > 0 || judged.some(({ state }) => state === 'unknown');
  return unsure ? 'unknown' : 'clean';
}

const states: readonly ExposureState[] = ['open', 'unknown', 'fixed', 'not affected'];

function byState(a: AdvisoryState, b: AdvisoryState): number {
  return (
    states.indexOf(a.state) - states.indexOf(b.state) ||
    severityRank(a.severity) - severityRank(b.severity)
  );
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

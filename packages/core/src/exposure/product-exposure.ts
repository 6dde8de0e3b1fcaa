import {
  type KnownAdvisory,
  type KnownUpdate,
  type ProductKnowledge,
  productName,
  severityRank,
} from '../bulletin/index.ts';
import { isPastSupport, type WindowsHost } from '../inventory/index.ts';
import type { Applications } from './applications.ts';
import type {
  AdvisoryState,
  Assessment,
  ConditionalUpdate,
  FeedBasis,
  NeededUpdate,
  Rule,
  Verdict,
} from './assessment.ts';
import type { ExposureBasis } from './basis.ts';
import { feedBasis } from './coverage.ts';
import { productOfHost } from './host-product.ts';
import { Containers, decidedInstallSet } from './install-set.ts';
import { Judge, type JudgedState } from './judge.ts';
import { Kept } from './kept.ts';
import { conditionalUpdates } from './parts.ts';
import { type PreparedProduct, prepareProduct } from './prepared.ts';
import { HostPresence } from './presence.ts';
import { updateTitle } from './title.ts';
import type { AdvisoryGroup } from './tracks.ts';
import { Coverage } from './uncovered-months.ts';
import {
  coverageWarnings,
  listWarnings,
  noBulletins,
  noBulletinWarnings,
  supportWarnings,
  undecidedWarnings,
  unknownUpdateWarnings,
} from './warnings.ts';

/** How many different findings a product keeps; each is some tens of kilobytes. */
const findingsKept = 200;

/** What follows from which of the product's own updates are present, whatever the host is called. */
interface Findings extends Pick<Assessment, 'install'> {
  readonly judgement: Judgement;
  /** Ids of the updates to install. */
  readonly needed: ReadonlySet<string>;
  /** How many advisories are open or unknown. */
  readonly notFixed: number;
  /** How many open advisories have a single fix that a rollup may or may not bring. */
  readonly undecided: number;
}

/** Answers for the hosts of one product. Build it once and ask it for every posture. */
export class ProductExposure {
  readonly #product: PreparedProduct;
  readonly #containers: Containers;
  readonly #basis: ExposureBasis;
  readonly #feeds: readonly FeedBasis[];
  readonly #coverage: Coverage;
  readonly #applications: () => Applications | null;
  readonly #findings = new Kept<Findings>(findingsKept);
  readonly #conditional = new Kept<readonly ConditionalUpdate[]>(findingsKept);

  /** @param applications what is known of them, read when a list that needs it is asked for */
  constructor(
    knowledge: ProductKnowledge,
    basis: ExposureBasis,
    applications: () => Applications | null = () => null,
  ) {
    this.#applications = applications;
    this.#product = prepareProduct(knowledge, basis.asOf);
    this.#containers = new Containers(this.#product);
    this.#basis = basis;
    this.#coverage = new Coverage(basis);
    this.#feeds = basis.feeds.map((feed) => feedBasis(feed, basis.asOf));
  }

  assess(host: WindowsHost): Assessment {
    const presence = new HostPresence(host, this.#product);
    const judge = new Judge(presence);
    const findings = this.#findingsOf(host, presence, judge);
    const product = productOfHost(host);
    const advisories = once(() => this.#states(findings.judgement));
    const conditional = once(() => [
      ...this.#conditionalOf(findings, presence, judge),
      ...(this.#applications()?.conditional(product, host.installed.updates) ?? []),
    ]);
    const gaps = [
      ...noBulletinWarnings(this.#product),
      ...coverageWarnings(this.#coverage.missing(host)),
    ];
    return {
      host: host.name,
      product: productName(product),
      verdict: verdictOf(findings.install.length, findings.notFixed + gaps.length),
      install: findings.install,
      // The two lists are long, and found when asked for: lists of many hosts do not show them.
      get advisories() {
        return advisories();
      },
      feeds: this.#feeds,
      get conditional() {
        return conditional();
      },
      warnings: [
        ...gaps,
        ...listWarnings(host),
        ...unknownUpdateWarnings(host, presence, this.#product),
        ...undecidedWarnings(findings.undecided),
        ...supportWarnings(host, this.#basis.asOf),
      ],
    };
  }

  /** Found once for all hosts in which the same updates are present: most fleets have few such kinds. */
  #findingsOf(host: WindowsHost, presence: HostPresence, judge: Judge): Findings {
    const past = isPastSupport(host, this.#basis.asOf);
    const key = `${presence.fingerprint(this.#product.ownUpdates)} ${host.version} ${past}`;
    return this.#findings.of(key, () => this.#find(host, presence, judge));
  }

  #conditionalOf(
    { needed }: Findings,
    presence: HostPresence,
    judge: Judge,
  ): readonly ConditionalUpdate[] {
    const parts = presence.fingerprint(this.#product.partUpdates);
    return this.#conditional.of(`${parts} ${[...needed].join(' ')}`, () =>
      conditionalUpdates(this.#product, presence, judge, this.#containers, needed),
    );
  }

  #find(host: WindowsHost, presence: HostPresence, judge: Judge): Findings {
    const judgement = this.#judge(judge);
    const { open, unknown } = judgement;
    const install = [...this.#needed(open, presence), ...this.#servicePacks(host, presence)]
      .sort((a, b) => this.#worstFirst(a, b))
      .map(({ needed }) => needed);
    const needed = new Set(install.map(({ update }) => update));
    return {
      install,
      judgement,
      needed,
      notFixed: countOf(open) + countOf(unknown),
      undecided: this.#undecided(open, needed),
    };
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
  #servicePacks(host: WindowsHost, presence: HostPresence): Needed[] {
    if (host.family === 'Windows 10' || !isPastSupport(host, this.#basis.asOf)) return [];
    const because = `the host is at ${host.version}, for which no further updates come`;
    return [...new Set(this.#product.servicePacks)].flatMap((at) => {
      const update = this.#update(at);
      if (update === undefined || presence.of(at).present === true) return [];
      return [{ needed: this.#describe(update, [], 'build', because), advisories: [] }];
    });
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

  /** Open, unknown, fixed; each worst first, as the knowledge is. */
  #states(judgement: Judgement): readonly AdvisoryState[] {
    return (['open', 'unknown', 'fixed'] as const).flatMap((state) =>
      judgement[state]
        .flatMap(({ advisories, update }) => Array.from(advisories, (at) => ({ at, update })))
        .sort((a, b) => a.at - b.at)
        .map(({ at, update }): AdvisoryState => {
          const { id: cve = '', severity = '' } = this.#advisory(at) ?? {};
          return { cve, state, severity, update: this.#update(update)?.id ?? '' };
        }),
    );
  }

  /** How many open advisories have a single fix that the rollup to install may or may not bring. */
  #undecided(open: readonly AdvisoryGroup[], needed: ReadonlySet<string>): number {
    const undecided = (at: number): boolean =>
      this.#containers.isUndecided(at) && !needed.has(this.#update(at)?.id ?? '');
    return countOf(open.filter(({ tracks }) => tracks[0]?.some(undecided)));
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

/** An update to install, with the positions of the advisories it closes. */
interface Needed {
  readonly needed: NeededUpdate;
  readonly advisories: readonly number[];
}

/** The groups of the product by what is found of them on a host. */
type Judgement = Readonly<Record<JudgedState, JudgedGroup[]>>;

interface JudgedGroup extends AdvisoryGroup {
  /** Position of the update that closes it, or that closed it. */
  readonly update: number;
}

function countOf(groups: readonly AdvisoryGroup[]): number {
  return groups.reduce((sum, { advisories }) => sum + advisories.length, 0);
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
    warnings: [noBulletins(product), ...supportWarnings(host, asOf)],
  };
}

/** Makes it when it is first asked for, and then keeps it. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

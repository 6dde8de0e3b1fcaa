import { type ProductKnowledge, productName } from '../bulletin/index.ts';
import { isPastSupport, type WindowsHost } from '../inventory/index.ts';
import { Kept } from '../kept/index.ts';
import { advisoryStates } from './advisory-states.ts';
import type { Applications } from './applications.ts';
import type { Assessment, ConditionalUpdate, FeedBasis, Summary, Verdict } from './assessment.ts';
import type { ExposureBasis } from './basis.ts';
import { feedBasis } from './coverage.ts';
import { Describer } from './describe.ts';
import { countOf, Finder, type Findings } from './findings.ts';
import { productOfHost } from './host-product.ts';
import { Containers } from './install-set.ts';
import { Judge } from './judge.ts';
import { type Named, NamedFinder, type NamedFinding } from './named.ts';
import { notListed, type Released } from './not-listed.ts';
import { conditionalUpdates } from './parts.ts';
import { type PreparedProduct, prepareProduct } from './prepared.ts';
import { HostPresence } from './presence.ts';
import { Coverage } from './uncovered-months.ts';
import { updatesByState } from './updates-by-state.ts';
import {
  coverageWarnings,
  listWarnings,
  noBulletinWarnings,
  supportWarnings,
  undecidedWarnings,
  unknownUpdateWarnings,
} from './warnings.ts';

/** How many different findings a product keeps; each is some tens of kilobytes. */
const findingsKept = 200;

/** Answers for the hosts of one product. Build it once and ask it for every posture. */
export class ProductExposure {
  readonly #product: PreparedProduct;
  readonly #containers: Containers;
  /** The product's own updates, and those that contain them: all that findings go by. */
  readonly #deciding: ReadonlySet<number>;
  readonly #describer: Describer;
  readonly #finder: Finder;
  readonly #basis: ExposureBasis;
  readonly #feeds: readonly FeedBasis[];
  readonly #coverage: Coverage;
  readonly #applications: () => Applications | null;
  readonly #findings = new Kept<Findings>(findingsKept);
  readonly #conditional = new Kept<readonly ConditionalUpdate[]>(findingsKept);

  readonly #named = once(() => new NamedFinder(this.#product, this.#containers));
  readonly #severities = once(
    () => new Map(this.#product.knowledge.advisories.map(({ id, severity }) => [id, severity])),
  );

  /** @param applications what is known of them, read when a list that needs it is asked for */
  constructor(
    knowledge: ProductKnowledge,
    basis: ExposureBasis,
    applications: () => Applications | null = () => null,
  ) {
    this.#applications = applications;
    this.#product = prepareProduct(knowledge, basis.asOf);
    this.#containers = new Containers(this.#product);
    const own = [...this.#product.ownUpdates];
    this.#deciding = new Set([...own, ...own.map((at) => this.#containers.of(at))]);
    this.#describer = new Describer(this.#product);
    this.#finder = new Finder(this.#product, this.#containers, this.#describer);
    this.#basis = basis;
    this.#coverage = new Coverage(basis);
    this.#feeds = basis.feeds.map((feed) => feedBasis(feed, basis.asOf));
  }

  assess(host: WindowsHost): Assessment {
    const presence = new HostPresence(host, this.#product);
    const judge = new Judge(presence);
    const findings = this.#findingsOf(host, presence, judge);
    const product = productOfHost(host);
    const advisories = once(() => advisoryStates(findings.judgement, this.#product.knowledge));
    const conditional = once(() => [
      ...this.#conditionalOf(findings, presence, judge),
      ...(this.#applications()?.conditional(product, host.installed.updates) ?? []),
    ]);
    const gaps = this.#gaps(host);
    return {
      host: host.name,
      product: productName(product),
      verdict: verdictOf(findings, gaps.length),
      install: this.#describer.inFull(findings.install, this.#basis.listedExploited),
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

  /** As `assess`, without what only the page of one host shows. */
  summarise(host: WindowsHost): Summary {
    const presence = new HostPresence(host, this.#product);
    const findings = this.#findingsOf(host, presence, new Judge(presence));
    const { install, judgement } = findings;
    const { knowledge } = this.#product;
    const severities = this.#severities;
    return {
      product: productName(productOfHost(host)),
      verdict: verdictOf(findings, this.#gaps(host).length),
      install,
      open: countOf(judgement.open),
      get updates() {
        return updatesByState(judgement, knowledge);
      },
      get severities() {
        return severities();
      },
    };
  }

  /** ISO date from which the product's bulletins had it; null where they have not. */
  published(named: Named): string | null {
    return this.#named().published(named);
  }

  /** What is named, one by one, on a host. */
  findNamed(
    host: WindowsHost,
    names: readonly Named[],
    released: Released,
  ): readonly NamedFinding[] {
    const of = { host, product: productName(productOfHost(host)) };
    const found = this.#named().find(host, names);
    const inApplication = once(() => this.#inApplications(host));
    return names.map(
      (named, at) =>
        found[at] ??
        inApplication()(named) ??
        notListed(named, of, this.#coverage, released(named)),
    );
  }

  /** Finds what is named in the applications that run on the product, where they are there. */
  #inApplications(host: WindowsHost): (named: Named) => NamedFinding | null {
    const applications = this.#applications();
    const all = applications?.conditional(productOfHost(host), host.installed.updates) ?? [];
    return (named) => {
      const one = applications?.about(named, all) ?? null;
      if (one === null) return null;
      const because = `it is in ${one.component}, which no inventory shows`;
      const { update } = one;
      return { ...named, state: 'unknown', update, rule: null, because, published: null };
    };
  }

  /** Found once for all hosts in which the same updates are present: most fleets have few such kinds. */
  #findingsOf(host: WindowsHost, presence: HostPresence, judge: Judge): Findings {
    const past = isPastSupport(host, this.#basis.asOf);
    const key = `${presence.fingerprint(this.#deciding)} ${host.version} ${past}`;
    return this.#findings.of(key, () => this.#finder.find(host, presence, judge));
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

  #gaps(host: WindowsHost): readonly string[] {
    return [
      ...noBulletinWarnings(this.#product),
      ...coverageWarnings(this.#coverage.missing(host)),
    ];
  }
}

/** @param gaps how many things are not known that could make a difference */
function verdictOf({ install, judgement }: Findings, gaps: number): Verdict {
  if (install.length > 0) return 'exposed';
  const doubts = countOf(judgement.open) + countOf(judgement.unknown) + gaps;
  return doubts > 0 ? 'unknown' : 'clean';
}

/** Makes it when it is first asked for, and then keeps it. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

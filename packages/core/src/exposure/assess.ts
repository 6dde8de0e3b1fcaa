import type { FeedStatus, KnownAdvisory, KnownUpdate, ProductKnowledge } from '../bulletin/index.ts';
import { productName, severityRank } from '../bulletin/index.ts';
import { isPastSupport, supportOf, type WindowsHost } from '../inventory/index.ts';
import type {
  AdvisoryState,
  Assessment,
  ConditionalUpdate,
  ExposureState,
  NeededUpdate,
  Verdict,
} from './assessment.ts';
import { feedBasis, feedsCovering, newestReleaseMonth } from './coverage.ts';
import { productOfHost } from './host-product.ts';
import { Containers, installSet } from './install-set.ts';
import { HostPresence } from './presence.ts';
import { type AdvisoryTracks, type PreparedProduct, prepareProduct, type Track } from './prepared.ts';
import { updateTitle } from './title.ts';

/** What the answer is based on beside the product's own knowledge. */
export interface ExposureBasis {
  /** ISO date of the question; later knowledge does not exist for it. */
  readonly asOf: string;
  readonly feeds: readonly FeedStatus[];
  /** ISO date on which each known-exploited advisory was listed as such. */
  readonly knownExploited: ReadonlyMap<string, string>;
}

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
    const presence = new HostPresence(host, this.#product);
    const judged = this.#product.advisories.map((tracks) => judge(tracks, presence));
    const open = judged.filter(({ state }) => state === 'open').map(({ tracks }) => tracks);
    const install = [...this.#install(open, presence), ...this.#servicePacks(host)];
    const gap = coverageGap(host, this.#basis);
    return {
      host: host.name,
      product: productName(productOfHost(host)),
      verdict: verdictOf(install.length, judged, gap),
      install: install.toSorted(worstFirst(this.#severities())),
      advisories: judged.map((one) => this.#advisoryState(one)).sort(byState),
      feeds: this.#basis.feeds.map((feed) => feedBasis(feed, this.#basis.asOf)),
      conditional: this.#conditional(presence, new Set(install.map(({ update }) => update))),
      warnings: [
        ...gap,
        ...hostWarnings(host, presence, this.#product),
        ...supportWarning(host, this.#basis.asOf),
      ],
    };
  }

  #install(open: readonly AdvisoryTracks[], presence: HostPresence): NeededUpdate[] {
    const { closes } = installSet(open, presence, this.#containers);
    return [...closes].flatMap(([at, advisories]) => {
      const update = this.#update(at);
      return update === undefined ? [] : [this.#needed(update, at, advisories, presence)];
    });
  }

  #needed(
    update: KnownUpdate,
    at: number,
    advisories: readonly number[],
    presence: HostPresence,
  ): NeededUpdate {
    const { rule, because } = presence.of(at);
    const closes = advisories.flatMap((advisory) => this.#advisory(advisory) ?? []);
    return {
      update: update.id,
      title: updateTitle(this.#product.knowledge, update, advisories),
      published: update.published,
      closes: closes.map(({ id }) => id),
      knownExploited: closes.filter((one) => this.#isExploited(one)).map(({ id }) => id),
      supersedes: update.supersedes,
      rule,
      because,
    };
  }

  /** Only when support of the present service pack has ended: before that, moving on is a choice. */
  #servicePacks(host: WindowsHost): NeededUpdate[] {
    const { servicePacks, knowledge } = this.#product;
    if (host.family === 'Windows 10' || !isPastSupport(host, this.#basis.asOf)) return [];
    return [...new Set(servicePacks)].flatMap((at) => {
      const update = this.#update(at);
      if (update === undefined) return [];
      return [
        {
          update: update.id,
          title: updateTitle(knowledge, update, []),
          published: update.published,
          closes: [],
          knownExploited: [],
          supersedes: update.supersedes,
          rule: 'build' as const,
          because: `no further updates come for ${host.version} without it`,
        },
      ];
    });
  }

  #conditional(presence: HostPresence, needed: ReadonlySet<string>): ConditionalUpdate[] {
    return [...this.#product.components].flatMap(([component, advisories]) => {
      const open = advisories.filter((tracks) => judge(tracks, presence).state !== 'fixed');
      const { closes } = installSet(open, presence, this.#containers);
      return [...closes].flatMap(([at, closed]) => {
        const update = this.#update(at)?.id ?? '';
        if (needed.has(update)) return [];
        return [{ update, component, closes: closed.flatMap((a) => this.#advisory(a)?.id ?? []) }];
      });
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

  #isExploited({ id, exploited }: KnownAdvisory): boolean {
    const listed = this.#basis.knownExploited.get(id);
    return exploited || (listed !== undefined && listed <= this.#basis.asOf);
  }

  #severities(): ReadonlyMap<string, string> {
    return new Map(this.#product.knowledge.advisories.map(({ id, severity }) => [id, severity]));
  }

  #update(at: number): KnownUpdate | undefined {
    return this.#product.knowledge.updates[at];
  }

  #advisory(at: number): KnownAdvisory | undefined {
    return this.#product.knowledge.advisories[at];
  }
}

interface Judged {
  readonly tracks: AdvisoryTracks;
  readonly state: ExposureState;
  /** The update that decided: one that closed it, or the first that is missing. */
  readonly by: number;
}

/** Fixed when a track is complete; open when every track surely misses something; else unknown. */
function judge(tracks: AdvisoryTracks, presence: HostPresence): Judged {
  let state: ExposureState = 'open';
  for (const track of tracks.tracks) {
    const complete = trackPresence(track, presence);
    if (complete === true) return { tracks, state: 'fixed', by: track.at(-1) ?? -1 };
    if (complete === null) state = 'unknown';
  }
  const first = tracks.tracks[0] ?? [];
  const by = first.find((at) => presence.of(at).present !== true) ?? -1;
  return { tracks, state, by };
}

function trackPresence(track: Track, presence: HostPresence): boolean | null {
  let complete: boolean | null = true;
  for (const at of track) {
    const { present } = presence.of(at);
    if (present === false) return false;
    if (present === null) complete = null;
  }
  return complete;
}

function verdictOf(needed: number, judged: readonly Judged[], gap: readonly string[]): Verdict {
  if (needed > 0) return 'exposed';
  const unsure = judged.some(({ state }) => state === 'unknown') || gap.length > 0;
  return unsure ? 'unknown' : 'clean';
}

const states: readonly ExposureState[] = ['open', 'unknown', 'fixed', 'not affected'];

function byState(a: AdvisoryState, b: AdvisoryState): number {
  return (
    states.indexOf(a.state) - states.indexOf(b.state) ||
    severityRank(a.severity) - severityRank(b.severity)
  );
}

/** Known exploited first, then the worst severity, then the most advisories, then the newest. */
function worstFirst(
  severities: ReadonlyMap<string, string>,
): (a: NeededUpdate, b: NeededUpdate) => number {
  const worst = ({ closes }: NeededUpdate): number =>
    Math.min(9, ...closes.map((id) => severityRank(severities.get(id) ?? '')));
  return (a, b) =>
    b.knownExploited.length - a.knownExploited.length ||
    worst(a) - worst(b) ||
    b.closes.length - a.closes.length ||
    (a.published < b.published ? 1 : -1);
}

/** In words, when no feed has the newest month that could hold an update for this host. */
function coverageGap(host: WindowsHost, { asOf, feeds }: ExposureBasis): readonly string[] {
  const { ends } = supportOf(host);
  const day = ends !== null && ends < asOf ? ends : asOf;
  const month = newestReleaseMonth(day);
  if (feedsCovering(feeds, month).length > 0) return [];
  return [`no feed covers ${month} completely: updates of that month are not known`];
}

function hostWarnings(
  { installed }: WindowsHost,
  { newest }: HostPresence,
  { branch, updateAt }: PreparedProduct,
): readonly string[] {
  const warnings: string[] = [];
  if (!installed.complete) {
    const stated = installed.stated === null ? '' : ` of ${installed.stated}`;
    warnings.push(
      `the list of installed updates is cut short: ${installed.updates.length}${stated} are listed; ` +
        'add the output of Get-HotFix or "wmic qfe" to complete it',
    );
  }
  const unknown = installed.updates.filter((id) => !updateAt.has(id));
  if (branch !== null && newest === null && unknown.length > 0) {
    warnings.push(
      `no installed cumulative update is known to the feeds; ${unknown.join(', ')} may be one, ` +
        'and the host less exposed than shown',
    );
  }
  return warnings;
}

function supportWarning(host: WindowsHost, asOf: string): readonly string[] {
  if (!isPastSupport(host, asOf)) return [];
  const { ends, note } = supportOf(host);
  return [`past support since ${ends}${note === '' ? '' : `: ${note}`}`];
}

/** The answer where no feed has the host's product. */
export function assessUncovered(host: WindowsHost, basis: ExposureBasis): Assessment {
  const product = productName(productOfHost(host));
  return {
    host: host.name,
    product: host.family === '' ? host.osName : product,
    verdict: 'unknown',
    install: [],
    advisories: [],
    feeds: basis.feeds.map((feed) => feedBasis(feed, basis.asOf)),
    conditional: [],
    warnings: [
      `no feed has bulletins for ${product}: nothing can be said about it`,
      ...supportWarning(host, basis.asOf),
    ],
  };
}

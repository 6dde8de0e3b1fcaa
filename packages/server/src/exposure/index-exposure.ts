/** Exposure answered from the index file, and from a newer one as soon as it is in its place. */

import { existsSync, statSync } from 'node:fs';
import type { FeedStatus } from '@daybreak/core/bulletin';
import {
  Applications,
  type Assessment,
  assessHost,
  Coverage,
  type CoverageBasis,
  type KnownProducts,
  ProductExposure,
  productIdOfHost,
  type Summary,
  summariseHost,
} from '@daybreak/core/exposure';
import { type Host, hasPackages, isPastSupport } from '@daybreak/core/inventory';
import { Kept } from '@daybreak/core/kept';
import { utcDay } from '@daybreak/core/time';
import { IndexError, KnowledgeIndex } from '@daybreak/feeds/index-file';
import { allFeeds } from '@daybreak/feeds/knowledge';
import { type NewestThreats, threatKnowledge } from '@daybreak/feeds/threat-file';
import type { ExposureService, KnowledgeStatus, VersionedThreats } from './index.ts';
import { type ExposureOnDay, ProductsOnDay } from './on-day.ts';

/** How often the file is looked at; a sync by hand shows this much later at the most. */
const lookEveryMs = 1_000;
/** Past days of which the products that were asked for stay prepared: some megabytes each. */
const daysKept = 4;

interface Opened {
  readonly index: KnowledgeIndex;
  /** Tells one file at the path from the next. */
  readonly version: string;
}

interface Prepared {
  readonly key: string;
  readonly listed: ReadonlySet<string>;
  readonly exposure: ProductExposure;
}

export interface IndexExposureOptions {
  /** Of the index file. */
  readonly path: string;
  readonly threats: NewestThreats;
  readonly now: () => Date;
  readonly onProblem: (problem: string) => void;
}

export class IndexExposure implements ExposureService, Disposable {
  readonly #path: string;
  readonly #threats: NewestThreats;
  readonly #now: () => Date;
  readonly #onProblem: (problem: string) => void;
  readonly #products = new Map<string, Prepared>();
  readonly #knowledge: KnownProducts = {
    product: (id) => this.#product(id),
    basis: () => this.#coverageBasis(),
  };
  #opened: Opened | null = null;
  #applications: { readonly key: string; readonly known: Applications | null } | null = null;
  #known: VersionedThreats | null = null;
  #coverage: { readonly key: string; readonly coverage: Coverage } | null = null;
  #days = { version: '', byDay: new Kept<ExposureOnDay>(daysKept) };
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  /** What could not be read, by version of the file and product, so that it is told of once. */
  readonly #told = new Set<string>();

  constructor({ path, threats, now, onProblem }: IndexExposureOptions) {
    this.#path = path;
    this.#threats = threats;
    this.#now = now;
    this.#onProblem = onProblem;
  }

  feeds(): readonly FeedStatus[] {
    const index = this.#index();
    return index === null ? [] : allFeeds(index.feeds, this.#threats.files().feeds);
  }

  status(): KnowledgeStatus {
    const dates = this.feeds().flatMap(({ asOf }) => asOf ?? []);
    return { ready: this.#index() !== null, asOf: dates.sort().at(-1) ?? null };
  }

  /**
   * What is known of the product, and what of feeds and date can change an answer: the months that
   * are not covered, and whether support has ended.
   */
  basisOf(host: Host): string {
    const asOf = this.#asOf();
    const past = isPastSupport(host, asOf);
    if (hasPackages(host)) return `nothing ${past}`;
    const fingerprint = this.#index()?.fingerprint(productIdOfHost(host)) ?? 'nothing';
    const missing = this.#coverageOf(asOf).missing(host);
    return [fingerprint, missing.length, missing[0], missing.at(-1), past].join(' ');
  }

  listedExploited(): ReadonlySet<string> {
    return this.#threats.listedOn(this.#asOf());
  }

  threats(): VersionedThreats {
    const index = this.#index();
    const files = this.#threats.files();
    const version = `${this.#opened?.version} ${files.version}`;
    if (this.#known?.version !== version) {
      this.#known = { version, knowledge: threatKnowledge(files, index) };
    }
    return this.#known;
  }

  assess(host: Host): Assessment {
    return assessHost(host, this.#knowledge);
  }

  summarise(host: Host): Summary {
    return summariseHost(host, this.#knowledge);
  }

  onDay(day: string): ExposureOnDay {
    this.#index();
    const version = `${this.#opened?.version} ${this.#threats.files().version}`;
    if (version !== this.#days.version) this.#days = { version, byDay: new Kept(daysKept) };
    return this.#days.byDay.of(day, () => this.#makeDay(day));
  }

  [Symbol.dispose](): void {
    this.#opened?.index[Symbol.dispose]();
    this.#opened = null;
  }

  #product(id: string): ProductExposure | null {
    const index = this.#index();
    const asOf = this.#asOf();
    const listed = this.listedExploited();
    const key = `${this.#opened?.version} ${asOf}`;
    const kept = this.#products.get(id);
    if (kept?.key === key && kept.listed === listed) return kept.exposure;
    const knowledge = index && this.#readable(id, () => index.product(id));
    if (knowledge === null) return null;
    const basis = { asOf, feeds: this.feeds(), listedExploited: listed };
    const exposure = new ProductExposure(knowledge, basis, () => this.#applicationsKnown());
    this.#products.set(id, { key, listed, exposure });
    return exposure;
  }

  #makeDay(day: string): ExposureOnDay {
    const { knowledge } = this.threats();
    const today = day === this.#asOf();
    let applications: Applications | null | undefined;
    const applicationsOn = (): Applications | null => {
      applications ??= this.#applicationsOn(day);
      return applications;
    };
    return new ProductsOnDay({
      day,
      product: (id) => (today ? this.#product(id) : this.#productOn(id, day, applicationsOn)),
      stated: (advisory) => knowledge.of(advisory).statement?.published ?? null,
    });
  }

  #productOn(
    id: string,
    day: string,
    applications: () => Applications | null,
  ): ProductExposure | null {
    const index = this.#index();
    const knowledge = index && this.#readable(id, () => index.product(id));
    if (knowledge === null) return null;
    const listedExploited = new Set<string>();
    return new ProductExposure(
      knowledge,
      { asOf: day, feeds: this.feeds(), listedExploited },
      applications,
    );
  }

  #applicationsOn(day: string): Applications | null {
    const index = this.#index();
    const knowledge = index && this.#readable('applications', () => index.applications());
    return knowledge && new Applications(knowledge, day);
  }

  #applicationsKnown(): Applications | null {
    const index = this.#index();
    const asOf = this.#asOf();
    const key = `${this.#opened?.version} ${asOf}`;
    if (this.#applications?.key !== key) {
      const knowledge = index && this.#readable('applications', () => index.applications());
      this.#applications = { key, known: knowledge && new Applications(knowledge, asOf) };
    }
    return this.#applications.known;
  }

  /** Null where nothing is known of it, or nothing more can be read. */
  #readable<T>(what: string, read: () => T): T | null {
    try {
      return read();
    } catch (error) {
      this.#tell(error, `${this.#opened?.version} ${what}`);
      return null;
    }
  }

  #coverageOf(asOf: string): Coverage {
    const key = `${this.#opened?.version} ${asOf}`;
    if (this.#coverage?.key !== key) {
      this.#coverage = { key, coverage: new Coverage(this.#coverageBasis()) };
    }
    return this.#coverage.coverage;
  }

  #coverageBasis(): CoverageBasis {
    return { asOf: this.#asOf(), feeds: this.feeds() };
  }

  #asOf(): string {
    return utcDay(this.#now());
  }

  #index(): KnowledgeIndex | null {
    const nowMs = this.#now().getTime();
    if (nowMs - this.#lookedAtMs >= lookEveryMs) {
      this.#lookedAtMs = nowMs;
      this.#openNewest();
    }
    return this.#opened?.index ?? null;
  }

  #openNewest(): void {
    if (!existsSync(this.#path)) return;
    const { ino, mtimeMs, size } = statSync(this.#path);
    const version = `${ino} ${mtimeMs} ${size}`;
    if (version === this.#opened?.version) return;
    try {
      const index = KnowledgeIndex.open(this.#path);
      this.#opened?.index[Symbol.dispose]();
      this.#opened = { index, version };
    } catch (error) {
      // What was known before stays.
      this.#tell(error, version);
    }
  }

  /** Damaged, or of another version: a sync makes it anew. Anything else is thrown. */
  #tell(error: unknown, what: string): void {
    if (!(error instanceof IndexError)) throw error;
    if (this.#told.has(what)) return;
    this.#told.add(what);
    this.#onProblem(`${this.#path}: ${error.problem}. Sync the feeds to make it anew.`);
  }
}

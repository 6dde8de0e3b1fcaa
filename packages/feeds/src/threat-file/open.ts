import { statSync } from 'node:fs';
import type { FeedStatus, ThreatFeedName } from '@daybreak/core/bulletin';
import {
  type EpssScore,
  type KevListing,
  listedOn,
  type SsvcHistory,
  type ThreatSources,
} from '@daybreak/core/threat';
import { type EpssHeader, EpssTable } from './epss-file.ts';
import { threatFiles, threatPath } from './format.ts';
import { decodeKev, type KevHeader } from './kev-file.ts';
import { LazyFile } from './lazy-file.ts';
import { type SsvcHeader, SsvcTable } from './ssvc-file.ts';

type KevListings = ReadonlyMap<string, readonly KevListing[]>;

/**
 * What is known of how advisories are attacked, from a file a feed. Each file is opened when it is
 * first asked; one that is not there knows nothing.
 *
 * Every answer throws an IndexError when its file is damaged or of another version, which says to
 * sync the feeds.
 */
export class ThreatFiles implements Disposable {
  /** Tells the files that were there when this was made, for who keeps answers. */
  readonly version: string;
  readonly #folder: string;
  readonly #kev: LazyFile<KevHeader, KevListings>;
  readonly #epss: LazyFile<EpssHeader, EpssTable>;
  readonly #vulnrichment: LazyFile<SsvcHeader, SsvcTable>;

  /** @param dataFolder the installation's; nothing of it is read yet */
  constructor(dataFolder: string) {
    this.#folder = dataFolder;
    this.version = versionOf(dataFolder);
    const path = (feed: ThreatFeedName): string => threatPath(dataFolder, feed);
    this.#kev = new LazyFile(path('kev'), threatFiles.kev, decodeKev);
    this.#epss = new LazyFile(path('epss'), threatFiles.epss, (file) => new EpssTable(file));
    this.#vulnrichment = new LazyFile(
      path('vulnrichment'),
      threatFiles.vulnrichment,
      (file) => new SsvcTable(file),
    );
  }

  /** Whether a file was replaced since this was made. Costs three looks into the folder. */
  isReplaced(): boolean {
    return versionOf(this.#folder) !== this.version;
  }

  /** Date of the newest knowledge of each. Reads just the beginnings of the files. */
  get sources(): Omit<ThreatSources, 'msrc'> {
    const [kev, epss, vulnrichment] = this.feeds.map(({ asOf }) => asOf);
    return { kev: kev ?? null, epss: epss ?? null, vulnrichment: vulnrichment ?? null };
  }

  /** What each covers and left out: KEV, EPSS, Vulnrichment. Of one that is not there, nothing. */
  get feeds(): readonly FeedStatus[] {
    return [this.feed('kev'), this.feed('epss'), this.feed('vulnrichment')];
  }

  /** What one of them covers and left out. */
  feed(name: ThreatFeedName): FeedStatus {
    const files = { kev: this.#kev, epss: this.#epss, vulnrichment: this.#vulnrichment };
    return files[name].header?.feed ?? nothing(name);
  }

  /** Decodes all that can be asked for, so that no later answer finds a file damaged. */
  readAll(): void {
    for (const file of [this.#kev, this.#epss, this.#vulnrichment]) void file.table;
  }

  /** In order of time; empty where the catalogue never had the advisory. */
  kevOf(advisory: string): readonly KevListing[] {
    return this.#kev.table?.get(advisory) ?? [];
  }

  /** What the catalogue lists at the end of an ISO day. */
  listedOn(day: string): ReadonlySet<string> {
    const listings = [...(this.#kev.table ?? [])];
    const listed = listings.filter(([, own]) => listedOn(own, day) !== undefined);
    return new Set(listed.map(([advisory]) => advisory));
  }

  /** In order of time; empty where no score is known. */
  epssOf(advisory: string): readonly EpssScore[] {
    return this.#epss.table?.of(advisory) ?? [];
  }

  /** Null where CISA set no points. */
  ssvcOf(advisory: string): SsvcHistory | null {
    return this.#vulnrichment.table?.of(advisory) ?? null;
  }

  [Symbol.dispose](): void {
    for (const file of [this.#kev, this.#epss, this.#vulnrichment]) file[Symbol.dispose]();
  }
}

/** Tells one set of files from the next. */
function versionOf(dataFolder: string): string {
  const feeds = Object.keys(threatFiles) as ThreatFeedName[];
  const versions = feeds.map((feed) => {
    const found = statSync(threatPath(dataFolder, feed), { throwIfNoEntry: false });
    return found === undefined ? '-' : `${found.ino} ${found.mtimeMs} ${found.size}`;
  });
  return versions.join();
}

function nothing(name: ThreatFeedName): FeedStatus {
  return { name, source: '', asOf: null, months: [], documents: 0, rows: 0, drops: [] };
}

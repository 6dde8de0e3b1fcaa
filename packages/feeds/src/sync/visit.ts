import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FeedName } from '@daybreak/core/bulletin';
import { documentBytesMax, FeedOutage } from '../feed/index.ts';
import type { FeedAddresses, FeedClient, GetOptions, Validators } from '../fetch/index.ts';
import { type OfferedDocument, readDocumentList } from '../msrc/index.ts';
import type { FeedFile } from './recognise.ts';

export interface DownloadOptions {
  readonly signal?: AbortSignal;
  /** Told as documents arrive; the total grows once the list of documents is known. */
  readonly onDownload?: (progress: DownloadProgress) => void;
}

export interface DownloadProgress {
  readonly documentsDone: number;
  readonly documentsTotal: number;
  readonly bytes: number;
}

const documentsAtOnce = 4;

/** Feeds that are one document each, by the name under which it is recognised. */
const documentNames = {
  definitions: 'definitions.zip',
  kev: 'known_exploited_vulnerabilities.json',
  epss: 'epss_scores.csv.gz',
  vulnrichment: 'vulnrichment.zip',
} as const;
type OneDocument = keyof typeof documentNames;

/** Archives of a hundred thousand records are larger than any other document, and take longer. */
const packedDownload: GetOptions = {
  accept: '*/*',
  bytesMax: documentBytesMax,
  timeoutMs: 15 * 60_000,
};

/** One round of the publishers. */
export class Visit {
  readonly validators: Record<string, Validators> = {};
  readonly outages: FeedOutage[] = [];
  readonly #client: FeedClient;
  readonly #folder: string;
  readonly #kept: readonly FeedFile[];
  readonly #known: Readonly<Record<string, Validators>>;
  readonly #options: DownloadOptions;
  readonly #stop = new AbortController();
  #documentsDone = 0;
  /** With the list of those of Microsoft. */
  #documentsTotal = Object.keys(documentNames).length + 1;
  #bytes = 0;

  constructor(
    client: FeedClient,
    folder: string,
    kept: readonly FeedFile[],
    known: Readonly<Record<string, Validators>>,
    options: DownloadOptions,
  ) {
    this.#client = client;
    this.#folder = folder;
    this.#kept = kept;
    this.#known = known;
    this.#options = options;
  }

  /** What is new of these feeds. */
  async fetch(feeds: readonly FeedName[], addresses: FeedAddresses): Promise<void> {
    const fetched = feeds.filter((feed) => feed !== 'bulletins');
    await this.#together(
      fetched.map((feed) =>
        feed === 'msrc' ? this.#fetchMsrc(addresses.msrc) : this.#fetchOne(feed, addresses[feed]),
      ),
    );
  }

  #fetchOne(feed: OneDocument, address: string): Promise<void> {
    const has = this.#kept.some((file) => file.feed === feed);
    return this.#fetchTo(documentNames[feed], address, has);
  }

  /** Waits until each has ended; the first that fails stops the others and is thrown. */
  async #together(downloads: readonly Promise<void>[]): Promise<void> {
    const stopping = downloads.map((download) =>
      download.catch((thrown: unknown) => {
        this.#stop.abort(thrown);
        throw thrown;
      }),
    );
    await Promise.allSettled(stopping);
    await Promise.all(stopping);
  }

  /** The list tells what is new, so that no document is asked for in vain. */
  async #fetchMsrc(base: string): Promise<void> {
    const listed = `${base}/updates`;
    const bytes = await this.#fetch(listed);
    if (bytes === null) return;
    const missing = readDocumentList(bytes, listed).filter((offered) => this.#isNew(offered));
    this.#documentsTotal += missing.length;
    const next = missing.values();
    const work = async (): Promise<void> => {
      for (const { id, bulletin } of next) {
        await this.#fetchTo(`msrc-${bulletin}.json`, `${base}/cvrf/${id}`);
      }
    };
    await this.#together(Array.from({ length: documentsAtOnce }, work));
  }

  #isNew({ bulletin, released }: OfferedDocument): boolean {
    const copy = this.#kept.find((file) => file.feed === 'msrc' && file.key === bulletin);
    return copy === undefined || copy.version < released;
  }

  async #fetchTo(name: string, address: string, has = false): Promise<void> {
    const bytes = await this.#fetch(address, has);
    if (bytes !== null) await writeFile(join(this.#folder, name), bytes);
  }

  /**
   * Null when there is nothing new, or nobody answered.
   * @param has whether the copy is still there that the kept validators are about
   */
  async #fetch(address: string, has = false): Promise<Uint8Array | null> {
    const known = has ? this.#known[address] : undefined;
    const signals = [this.#stop.signal, ...(this.#options.signal ? [this.#options.signal] : [])];
    try {
      const download = await this.#client.get(address, {
        ...(/\.(?:zip|gz)$/.test(address) ? packedDownload : { accept: 'application/json' }),
        ...(known === undefined ? {} : { known }),
        signal: AbortSignal.any(signals),
      });
      if (download.state === 'unchanged') return null;
      this.#bytes += download.bytes.length;
      this.validators[address] = download.validators;
      return download.bytes;
    } catch (thrown) {
      if (!(thrown instanceof FeedOutage)) throw thrown;
      this.outages.push(thrown);
      return null;
    } finally {
      this.#documentsDone += 1;
      this.#options.onDownload?.({
        documentsDone: this.#documentsDone,
        documentsTotal: this.#documentsTotal,
        bytes: this.#bytes,
      });
    }
  }
}

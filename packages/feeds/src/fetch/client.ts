import { FeedError, FeedOutage, messageOf, packedBytesMax } from '../feed/index.ts';
import { readBody } from './body.ts';
import { followRedirects } from './redirect.ts';
import { realTiming, type Timing } from './timing.ts';

/** The web's `fetch`, or anything that behaves like it. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

export interface ClientOptions {
  readonly timing?: Timing;
  /** How often one document is asked for before it counts as an outage. */
  readonly attempts?: number;
  /** For one attempt, from the request to the last byte. */
  readonly timeoutMs?: number;
}

export interface GetOptions {
  /** Media type asked for: `application/json`. */
  readonly accept?: string;
  /** What the server said of the copy we have; it then answers "unchanged" where it is. */
  readonly known?: Validators;
  readonly bytesMax?: number;
  /** For one attempt, where the client's own time is not enough. */
  readonly timeoutMs?: number;
  readonly onBytes?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** What a server says about a document's version; empty where it says nothing. */
export interface Validators {
  readonly etag: string;
  readonly lastModified: string;
}

export type Download =
  | { readonly state: 'unchanged' }
  | { readonly state: 'new'; readonly bytes: Uint8Array; readonly validators: Validators };

export interface FeedClient {
  /**
   * @throws FeedOutage when the publisher does not answer, even after some attempts
   * @throws FeedError for an answer that more attempts would not change
   */
  get(address: string, options?: GetOptions): Promise<Download>;
}

const backoffStartMs = 1_000;
const backoffMaxMs = 30_000;

/** A client that asks politely: validators, backoff with jitter, bounds on time and size. */
export function feedClient(
  fetch: Fetch,
  { timing = realTiming, attempts = 4, timeoutMs = 120_000 }: ClientOptions = {},
): FeedClient {
  const attempt = async (address: string, options: GetOptions): Promise<Download> => {
    const signals = [
      timing.timeout(options.timeoutMs ?? timeoutMs),
      ...(options.signal ? [options.signal] : []),
    ];
    const init = { headers: headersOf(options), signal: AbortSignal.any(signals) };
    const response = await followRedirects(fetch, address, init);
    return readAnswer(response, address, options);
  };
  return {
    async get(address, options = {}) {
      for (let done = 1; ; done += 1) {
        try {
          return await attempt(address, options);
        } catch (thrown) {
          options.signal?.throwIfAborted();
          if (thrown instanceof FeedError) throw thrown;
          if (done === attempts) throw outage(address, thrown, done);
          await timing.sleep(pauseMs(done, thrown, timing), options.signal);
        }
      }
    },
  };
}

/** An answer that may be another one later. */
class Unavailable extends Error {
  readonly status: number;
  readonly retryAfterMs: number;

  constructor(status: number, retryAfterMs: number) {
    super(`answered ${status}`);
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }
}

async function readAnswer(
  response: Response,
  address: string,
  { bytesMax = packedBytesMax, onBytes }: GetOptions,
): Promise<Download> {
  const { status, headers } = response;
  if (status === 304) return { state: 'unchanged' };
  if (status === 429 || status >= 500) {
    throw new Unavailable(status, Number(headers.get('retry-after') ?? 0) * 1_000);
  }
  if (status !== 200) throw new FeedError('unreadable', address, '', `answered ${status}`);
  return {
    state: 'new',
    bytes: await readBody(response, address, bytesMax, onBytes),
    validators: {
      etag: headers.get('etag') ?? '',
      lastModified: headers.get('last-modified') ?? '',
    },
  };
}

function headersOf({ accept, known }: GetOptions): Record<string, string> {
  return {
    'user-agent': 'daybreak',
    ...(accept ? { accept } : {}),
    ...(known?.etag ? { 'if-none-match': known.etag } : {}),
    ...(known?.lastModified ? { 'if-modified-since': known.lastModified } : {}),
  };
}

/** Full jitter: anything up to a bound that doubles, but not before the time the server asks for. */
function pauseMs(done: number, thrown: unknown, timing: Timing): number {
  const bound = Math.min(backoffMaxMs, backoffStartMs * 2 ** (done - 1));
  const asked = thrown instanceof Unavailable ? thrown.retryAfterMs || 0 : 0;
  return Math.max(Math.min(asked, backoffMaxMs), Math.round(timing.random() * bound));
}

function outage(address: string, cause: unknown, attempts: number): FeedOutage {
  const status = cause instanceof Unavailable ? cause.status : null;
  const message = `${reasonOf(cause)}, ${attempts} times`;
  return new FeedOutage(address, status, attempts, message, { cause });
}

/** `fetch` hides the reason of a failed connection in the cause of its error. */
function reasonOf(thrown: unknown): string {
  const inner = thrown instanceof Error ? thrown.cause : undefined;
  const reason = inner instanceof Error ? inner.message : messageOf(thrown);
  // The address stands before it already.
  return reason.replace(/^getaddrinfo (\w+) \S+$/, 'its name is not found ($1)');
}

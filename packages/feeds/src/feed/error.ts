/** What can be wrong with a document, as a program may need to tell. */
export type FeedErrorCode =
  /** Cut short, or its checksum does not fit: the bytes are not what the publisher sent. */
  | 'damaged'
  /** Well-formed perhaps, but not the kind of document it was taken for. */
  | 'not-recognised'
  /** The right kind of document with a wrong or missing value in it. */
  | 'invalid'
  /** Larger or deeper than any real document of its kind. */
  | 'too-large'
  /** Something a document of this kind must not contain: a DOCTYPE, an encrypted zip entry. */
  | 'refused'
  /** The file or folder itself could not be read or written. */
  | 'unreadable';

/** A document that cannot be used. Nothing of it may be taken for knowledge. */
export class FeedError extends Error {
  override readonly name = 'FeedError';
  readonly code: FeedErrorCode;
  /** File or address of the document. */
  readonly source: string;
  /** Where in it: `line 12`, `row 3`, `[4].affected[0].kb`; empty where it is the whole document. */
  readonly place: string;

  constructor(
    code: FeedErrorCode,
    source: string,
    place: string,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(`${source}${place === '' ? '' : `, ${place}`}: ${message}`, options);
    this.code = code;
    this.source = source;
    this.place = place;
  }
}

/**
 * The publisher could not be reached or failed to answer (network, timeout, 429, 5xx): their
 * outage, not a fault of the document. What was known before stays valid, and grows old.
 */
export class FeedOutage extends Error {
  override readonly name = 'FeedOutage';
  /** Address that was asked. */
  readonly address: string;
  /** The HTTP status; null when no answer came. */
  readonly status: number | null;
  /** How often it was tried. */
  readonly attempts: number;

  constructor(
    address: string,
    status: number | null,
    attempts: number,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(`${address}: ${message}`, options);
    this.address = address;
    this.status = status;
    this.attempts = attempts;
  }
}

/** The words of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** What came of an attempt to send. An outage is theirs and may pass; a refusal wants a person. */
export type Outcome =
  /** The note says what did not go well all the same. */
  | { readonly kind: 'sent'; readonly note: string | null }
  | { readonly kind: 'outage'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

export const sent: Outcome = { kind: 'sent', note: null };

const networkWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nobody listens there',
  ECONNRESET: 'It broke the connection off',
  EPIPE: 'It broke the connection off',
  ENOTFOUND: 'Its name is not known',
  EAI_AGAIN: 'Its name could not be looked up',
  EDNS: 'Its name could not be looked up',
  EHOSTUNREACH: 'There is no way to it',
  ENETUNREACH: 'There is no way to it',
  ETIMEDOUT: 'It did not answer in time',
};

/** Node's and OpenSSL's complaints about a certificate: nodemailer keeps their words, not their codes. */
const aboutCertificate = /certificate/i;

/** What an error of the network means: of a connection, a name, a certificate. */
export function networkOutcome(error: unknown): Outcome {
  const { code, message } = facts(error);
  if (aboutCertificate.test(message)) {
    return { kind: 'refused', reason: `Its certificate is not trusted here: ${message}` };
  }
  const words = networkWords[code];
  const reason = words === undefined ? `It did not answer: ${message}` : `${words} (${code})`;
  return { kind: 'outage', reason };
}

function facts(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  // Where a name has several addresses, each attempt has an error of its own.
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code = inner instanceof Error && 'code' in inner ? String(inner.code) : '';
  return { code, message: inner instanceof Error ? inner.message : error.message };
}

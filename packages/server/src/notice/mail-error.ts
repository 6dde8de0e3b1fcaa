import { networkOutcome, type Outcome } from './outcome.ts';

/** What an error of the conversation with a mail server means, from its code and its answer. */
export function mailOutcome(error: unknown): Outcome {
  if (!(error instanceof Error)) return networkOutcome(error);
  const { code, status } = factsOf(error);
  const network = networkOutcome(error);
  if (code === 'ETLS' && network.kind === 'outage') {
    return { kind: 'refused', reason: `No encryption could be agreed on: ${error.message}` };
  }
  if (status === null || code === 'ETLS') return network;
  const what = code === 'EAUTH' ? 'It refused the login' : 'It refused the message';
  if (status >= 500) return { kind: 'refused', reason: `${what}: ${error.message}` };
  return { kind: 'outage', reason: `It is not ready: ${error.message}` };
}

function factsOf(error: Error): { readonly code: string; readonly status: number | null } {
  const code = 'code' in error ? String(error.code) : '';
  const status = 'responseCode' in error ? Number(error.responseCode) : Number.NaN;
  return { code, status: Number.isFinite(status) ? status : null };
}

import {
  type EnrolmentTokens,
  enrolmentTokens,
  type MadeEnrolmentToken,
  madeEnrolmentToken,
} from '@daybreak/protocol/enrolment';
import { type QueryClient, queryOptions, skipToken } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../api/index.ts';

/** The tokens that work, and how often hosts have come with them. */
export const enrolmentTokensQuery = queryOptions({
  queryKey: ['enrolment-tokens'],
  queryFn: ({ signal }) => api.get('/api/enrolment-tokens', enrolmentTokens, signal),
  refetchInterval: 15_000,
});

/**
 * The token made last, for as long as this page is open: the server tells it once, and one may want
 * the command again after a look at another screen.
 */
export const madeTokenQuery = queryOptions<MadeEnrolmentToken>({
  queryKey: ['made-enrolment-token'],
  queryFn: skipToken,
  gcTime: Number.POSITIVE_INFINITY,
});

export function makeEnrolmentToken(group: string): Promise<MadeEnrolmentToken> {
  return api.post('/api/enrolment-tokens', madeEnrolmentToken, { group });
}

export function rememberMade(client: QueryClient, made: MadeEnrolmentToken): void {
  client.setQueryData(madeTokenQuery.queryKey, made);
  client.setQueryData(enrolmentTokensQuery.queryKey, (known?: EnrolmentTokens) =>
    known === undefined ? known : { ...known, tokens: [made.token, ...known.tokens] },
  );
}

export function revokeEnrolmentToken(id: string): Promise<null> {
  return api.delete(`/api/enrolment-tokens/${encodeURIComponent(id)}`, z.null());
}

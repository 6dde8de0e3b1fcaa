import {
  attestationList,
  type ComplianceState,
  compliance,
  complianceHosts,
  complianceOverview,
} from '@daybreak/protocol/compliance';
import { directiveDetail, directiveList, scopeNames } from '@daybreak/protocol/directive';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../api/index.ts';
import { queryText } from '../api/query-text.ts';
import type { ProofSearch } from './search.ts';

const pageSize = 100;
/** Every host is judged for it. */
const costly = { meta: { costly: true }, refetchInterval: 120_000 };

export const directivesQuery = queryOptions({
  queryKey: ['directives'],
  queryFn: ({ signal }) => api.get('/api/directives', directiveList, signal),
  refetchInterval: 60_000,
});

/** What people call them, by id. */
export const directiveTitlesQuery = queryOptions({
  ...directivesQuery,
  select: ({ directives }) =>
    new Map(
      directives.map(({ id, advisory, terms }) => [id, terms?.title ?? advisory ?? 'a directive']),
    ),
});

/** What hosts are called by in scopes, for whoever writes one. */
export const scopeNamesQuery = queryOptions({
  queryKey: ['scope-names'],
  queryFn: ({ signal }) => api.get('/api/scope-names', scopeNames, signal),
  staleTime: 60_000,
});

/** How many hosts comply with each directive in force. */
export const overviewQuery = queryOptions({
  queryKey: ['directives', 'overview'],
  queryFn: ({ signal }) => api.get('/api/compliance', complianceOverview, signal),
  ...costly,
});

export function directiveQuery(id: string) {
  return queryOptions({
    queryKey: ['directives', id],
    queryFn: ({ signal }) => api.get(pathOf(id), directiveDetail, signal),
  });
}

/** The counts, as of a date. */
export function complianceQuery(id: string, { asOf, knowing }: ProofSearch) {
  return queryOptions({
    queryKey: ['directives', id, 'compliance', asOf, knowing],
    queryFn: ({ signal }) =>
      api.get(`${pathOf(id)}/compliance${queryText({ asOf, knowing })}`, compliance, signal),
    placeholderData: keepPreviousData,
    ...costly,
  });
}

/** The hosts in these states, as of a date, page after page. */
export function complianceHostsQuery(
  id: string,
  { asOf, knowing }: ProofSearch,
  states: readonly ComplianceState[],
) {
  return infiniteQueryOptions({
    queryKey: ['directives', id, 'hosts', asOf, knowing, states],
    queryFn: ({ pageParam: cursor, signal }) => {
      const query = { asOf, knowing, states: states.join(','), cursor, limit: pageSize };
      return api.get(`${pathOf(id)}/compliance/hosts${queryText(query)}`, complianceHosts, signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    ...costly,
  });
}

export function attestationsQuery(id: string) {
  return queryOptions({
    queryKey: ['directives', id, 'attestations'],
    queryFn: ({ signal }) => api.get(`${pathOf(id)}/attestations`, attestationList, signal),
  });
}

export function csvAddress(id: string, { asOf, knowing }: ProofSearch): string {
  return `${pathOf(id)}/compliance.csv${queryText({ asOf, knowing })}`;
}

export function pathOf(id: string): string {
  return `/api/directives/${encodeURIComponent(id)}`;
}

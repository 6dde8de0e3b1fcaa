import { type AuditChain, auditChain, auditPage } from '@daybreak/protocol/audit';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../api/index.ts';
import { queryText } from '../api/query-text.ts';
import { type AuditSearch, filterOf } from './search.ts';

const pageSize = 50;

/** Entries as filtered, page after page, the newest first. */
export function auditQuery(search: AuditSearch) {
  return infiniteQueryOptions({
    queryKey: ['audit', search],
    queryFn: ({ pageParam, signal }) => {
      const query = queryText({ ...filterOf(search), cursor: pageParam, limit: pageSize });
      return api.get(`/api/audit${query}`, auditPage, signal);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

/** Whether the chain is whole: reads what came since it was last asked. */
export const chainQuery = queryOptions({
  queryKey: ['audit-chain'],
  queryFn: ({ signal }) => api.get('/api/audit/chain', auditChain, signal),
});

/** Reads the whole chain again. */
export function checkChain(): Promise<AuditChain> {
  return api.get('/api/audit/chain?anew=true', auditChain);
}

export function csvAddress(search: AuditSearch): string {
  return `/api/audit.csv${queryText(filterOf(search))}`;
}

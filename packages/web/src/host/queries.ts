import { hostDetail, hostPage } from '@daybreak/protocol/host';
import { type ImportResult, importResult } from '@daybreak/protocol/import';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../api/index.ts';
import { queryText } from '../api/query-text.ts';
import type { HostSearch } from './search.ts';

const pageSize = 100;

/** Hosts as filtered and ordered, page after page. */
export function hostsQuery(search: HostSearch) {
  return infiniteQueryOptions({
    queryKey: ['hosts', search],
    queryFn: ({ pageParam, signal }) =>
      api.get(
        `/api/hosts${queryText({ ...search, cursor: pageParam, limit: pageSize })}`,
        hostPage,
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

/** One host with everything known of it. */
export function hostQuery(id: string) {
  return queryOptions({
    queryKey: ['host', id],
    queryFn: ({ signal }) => api.get(`/api/hosts/${encodeURIComponent(id)}`, hostDetail, signal),
    refetchInterval: 60_000,
  });
}

export function removeHost(id: string) {
  return api.delete(`/api/hosts/${encodeURIComponent(id)}`, z.null());
}

/** What one hands in: files, or one text. */
export type Inventory =
  | { readonly kind: 'files'; readonly files: readonly File[]; readonly group: string }
  | { readonly kind: 'text'; readonly text: string; readonly group: string };

export function importInventory(inventory: Inventory): Promise<ImportResult> {
  const { group } = inventory;
  if (inventory.kind === 'text') {
    return api.post('/api/hosts/paste', importResult, { text: inventory.text, group });
  }
  const form = new FormData();
  form.set('group', group);
  for (const file of inventory.files) form.append('files', file, file.name);
  return api.post('/api/hosts/import', importResult, form);
}

/** Groups to suggest: those of the first few hundred hosts. */
export const knownGroupsQuery = queryOptions({
  queryKey: ['known-groups'],
  queryFn: async ({ signal }) => {
    const { hosts } = await api.get('/api/hosts?order=name&limit=500', hostPage, signal);
    return [...new Set(hosts.map(({ group }) => group))].filter(Boolean).sort();
  },
  staleTime: 60_000,
});

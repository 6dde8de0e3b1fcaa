import {
  type FactsImported,
  factsImported,
  type HostFacts,
  hostFacts,
  type hostFactsChange,
} from '@daybreak/protocol/host-facts';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../api/index.ts';

/** What is said of one host, and by whom. */
export function hostFactsQuery(id: string) {
  return queryOptions({
    queryKey: ['host-facts', id],
    queryFn: ({ signal }) => api.get(pathOf(id), hostFacts, signal),
    refetchInterval: 60_000,
  });
}

export type FactsChange = z.input<typeof hostFactsChange>;

export function setFactsOfHost(id: string, change: FactsChange): Promise<HostFacts> {
  return api.patch(pathOf(id), hostFacts, change);
}

export function importFacts(files: readonly File[]): Promise<FactsImported> {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  return api.post('/api/host-facts/import', factsImported, form);
}

function pathOf(id: string): string {
  return `/api/hosts/${encodeURIComponent(id)}/facts`;
}

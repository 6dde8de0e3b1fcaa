import { feedsStatus, syncState } from '@daybreak/protocol/feed';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/index.ts';

/** The feeds, and how a sync goes: asked for every second while one runs. */
export const feedsQuery = queryOptions({
  queryKey: ['feeds'],
  queryFn: ({ signal }) => api.get('/api/feeds', feedsStatus, signal),
  refetchInterval: ({ state }) => (state.data?.sync.state === 'running' ? 1_000 : 30_000),
});

/** Starts a sync, or joins the one that runs. */
export function startSync() {
  return api.post('/api/feeds/sync', syncState);
}

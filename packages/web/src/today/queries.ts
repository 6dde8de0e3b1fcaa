import { exampleFleet } from '@daybreak/protocol/example-fleet';
import { today } from '@daybreak/protocol/update';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/index.ts';

/** What to install, by deadline; the fleet and the feeds that it rests on. */
export const todayQuery = queryOptions({
  queryKey: ['today'],
  queryFn: ({ signal }) => api.get('/api/updates', today, signal),
  refetchInterval: 60_000,
});

export function addExampleFleet() {
  return api.put('/api/example-fleet', exampleFleet);
}

export function removeExampleFleet() {
  return api.delete('/api/example-fleet', exampleFleet);
}

import { updateDetail } from '@daybreak/protocol/update';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/index.ts';

/** One update: what it closes, and who needs it. */
export function updateQuery(update: string) {
  return queryOptions({
    queryKey: ['update', update],
    queryFn: ({ signal }) =>
      api.get(`/api/updates/${encodeURIComponent(update)}`, updateDetail, signal),
    refetchInterval: 60_000,
  });
}

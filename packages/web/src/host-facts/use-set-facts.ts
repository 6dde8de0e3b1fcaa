import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FactsChange, hostFactsQuery, setFactsOfHost } from './queries.ts';

/** Sets or takes back facts of one host; all that rests on them is asked anew. */
export function useSetFacts(id: string, onSet: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: FactsChange) => setFactsOfHost(id, change),
    onSuccess: (host) => {
      client.setQueryData(hostFactsQuery(id).queryKey, host);
      onSet();
      void client.invalidateQueries();
    },
  });
}

import type { PacingChange } from '@daybreak/protocol/trust';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changePacing, trustQuery } from './queries.ts';

/** Lets hosts begin, or halts them; what the server answers is how it is now. */
export function usePacing(change: Partial<PacingChange>, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => changePacing(change),
    onSuccess: async (trust) => {
      // An answer from before the change must not come after it.
      await client.cancelQueries({ queryKey: trustQuery.queryKey });
      client.setQueryData(trustQuery.queryKey, trust);
      onDone();
    },
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { assignPolicy, policiesQuery } from './queries.ts';

/** Says which policy a group goes by; all deadlines are asked anew. */
export function useAssign(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: assignPolicy,
    onSuccess: (list) => {
      client.setQueryData(policiesQuery.queryKey, list);
      onDone();
      void client.invalidateQueries();
    },
  });
}

import type { NewManifests, TrustView } from '@daybreak/protocol/trust';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeIn, type ManifestChange, noChange } from './proposal-text.ts';
import { proposalQuery, proposeManifests, trustQuery } from './queries.ts';

/**
 * Puts manifests before approvers. There is one list: what waits there already comes along, and
 * wants its signatures anew.
 */
export function useProposeManifests<T>(
  { proposals, manifests }: TrustView,
  changed: (waiting: ManifestChange, by: T) => NewManifests,
  onDone: () => void,
) {
  const client = useQueryClient();
  const waiting = waitingList(proposals);
  return useMutation({
    mutationFn: async (by: T) => {
      const change =
        waiting === undefined
          ? noChange
          : changeIn(await client.fetchQuery(proposalQuery(waiting.id)), manifests);
      return proposeManifests(changed(change, by));
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: trustQuery.queryKey });
      onDone();
    },
  });
}

/** The list of manifests that is before approvers; undefined for none. */
export function waitingList(proposals: TrustView['proposals']) {
  return proposals.find(({ what }) => what === 'targets');
}

import type { Exception } from '@daybreak/protocol/exception';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ask } from '../ui/index.ts';
import { ObjectName } from './exception-words.tsx';
import { exceptionsQuery, revokeException } from './queries.ts';

interface AskRevokeProps {
  readonly id: string;
  readonly object: Exception['object'];
  /** For whom it is. */
  readonly name: string;
  readonly onRevoked: () => void;
  readonly onKeep: () => void;
}

/** Asks once before an exception ends ahead of its time. */
export function AskRevoke({ id, object, name, onRevoked, onKeep }: AskRevokeProps) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeException(id),
    onSuccess: (revoked) => {
      client.setQueryData(exceptionsQuery.queryKey, (known?: Exception[]) =>
        known?.map((one) => (one.id === revoked.id ? revoked : one)),
      );
      onRevoked();
    },
    // It may have ended meanwhile: then the list is what tells.
    onSettled: () => void client.invalidateQueries(),
  });
  return (
    <div className="stack">
      <Ask verb="Revoke" act={revoke} onKeep={onKeep}>
        End it now for {name}, before its last day? <ObjectName object={object} /> counts for them
        again. It stays in the list below.
      </Ask>
    </div>
  );
}

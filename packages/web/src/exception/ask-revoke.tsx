import type { Exception } from '@daybreak/protocol/exception';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProblemNotice } from '../ui/index.ts';
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
      <div className="row">
        <span>
          End it now for {name}, before its last day? <ObjectName object={object} /> counts for them
          again. It stays in the list below.
        </span>
        <Button
          size="compact-sm"
          color="red"
          loading={revoke.isPending}
          onClick={() => revoke.mutate()}
          autoFocus
        >
          Revoke it
        </Button>
        <Button size="compact-sm" variant="default" onClick={onKeep}>
          Keep it
        </Button>
      </div>
      {revoke.error !== null && <ProblemNotice error={revoke.error} />}
    </div>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { AskOnce } from '../ui/index.ts';
import { groupText } from './group-text.ts';
import { enrolmentTokensQuery, revokeEnrolmentToken } from './queries.ts';

interface RevokeTokenProps {
  readonly id: string;
  readonly group: string;
  readonly onRevoked: () => void;
}

/** Ends a command at once; asks once, for a start-up script may hold it. */
export function RevokeToken({ id, group, onRevoked }: RevokeTokenProps) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeEnrolmentToken(id),
    onSuccess: onRevoked,
    // It may have expired meanwhile: then the list is what tells.
    onSettled: () => client.invalidateQueries({ queryKey: enrolmentTokensQuery.queryKey }),
  });
  return (
    <AskOnce verb="Revoke" what={`the command for ${groupText(group)}`} act={revoke}>
      Hosts that run it from now on are refused. Hosts that have come in stay.
    </AskOnce>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNotice } from '../ui/index.ts';
import { groupText } from './group-text.ts';
import { enrolmentTokensQuery, revokeEnrolmentToken } from './queries.ts';

interface RevokeTokenProps {
  readonly id: string;
  readonly group: string;
  readonly onRevoked: () => void;
}

/** Ends a command at once; asks once, for a start-up script may hold it. */
export function RevokeToken({ id, group, onRevoked }: RevokeTokenProps) {
  const [asked, setAsked] = useState(false);
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeEnrolmentToken(id),
    onSuccess: onRevoked,
    // It may have expired meanwhile: then the list is what tells.
    onSettled: () => client.invalidateQueries({ queryKey: enrolmentTokensQuery.queryKey }),
  });
  const whose = `the command for ${groupText(group)}`;
  return (
    <>
      <div className="row">
        {asked ? (
          <>
            <span>Hosts that run it from now on are refused. Hosts that have come in stay.</span>
            <Button
              size="compact-sm"
              color="red"
              loading={revoke.isPending}
              onClick={() => revoke.mutate()}
              autoFocus
            >
              Revoke it
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAsked(false)}>
              Keep it
            </Button>
          </>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Revoke ${whose}…`}
            onClick={() => setAsked(true)}
          >
            Revoke…
          </Button>
        )}
      </div>
      {revoke.error !== null && <ProblemNotice error={revoke.error} />}
    </>
  );
}

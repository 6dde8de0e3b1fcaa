import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNotice } from '../ui/index.ts';
import { noticesKey, removeChannel } from './queries.ts';

interface RemoveChannelProps {
  readonly id: string;
  readonly name: string;
  readonly onRemoved: () => void;
}

/** Takes a channel away; asks once, for its secret is gone with it. */
export function RemoveChannel({ id, name, onRemoved }: RemoveChannelProps) {
  const [asked, setAsked] = useState(false);
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeChannel(id),
    onSuccess: onRemoved,
    onSettled: () => client.invalidateQueries({ queryKey: noticesKey }),
  });
  return (
    <>
      <div className="row">
        {asked ? (
          <>
            <span>Nothing goes there any more, and what waits is given up.</span>
            <Button
              size="compact-sm"
              color="red"
              loading={remove.isPending}
              onClick={() => remove.mutate()}
              autoFocus
            >
              Remove it
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAsked(false)}>
              Keep it
            </Button>
          </>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Remove ${name}…`}
            onClick={() => setAsked(true)}
          >
            Remove…
          </Button>
        )}
      </div>
      {remove.error !== null && <ProblemNotice error={remove.error} />}
    </>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemNotice } from '../ui/index.ts';
import { removeHost } from './queries.ts';

interface RemoveHostProps {
  readonly id: string;
  readonly name: string;
}

/** Forgets a host with its history; asks once. */
export function RemoveHost({ id, name }: RemoveHostProps) {
  const [asked, setAsked] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => removeHost(id),
    onSuccess: async () => {
      await navigate({ to: '/hosts' });
      client.removeQueries({ queryKey: ['host', id] });
      await client.invalidateQueries();
    },
  });
  return (
    <div className="stack">
      <div className="row">
        {asked ? (
          <>
            <span>Remove {name} with its whole history?</span>
            <Button
              color="red"
              loading={remove.isPending}
              onClick={() => remove.mutate()}
              autoFocus
            >
              Remove {name}
            </Button>
            <Button variant="default" onClick={() => setAsked(false)}>
              Keep it
            </Button>
          </>
        ) : (
          <Button variant="default" onClick={() => setAsked(true)}>
            Remove this host…
          </Button>
        )}
      </div>
      {remove.error !== null && <ProblemNotice error={remove.error} />}
    </div>
  );
}

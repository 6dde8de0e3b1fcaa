import type { DirectiveSummary } from '@daybreak/protocol/directive';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import { api } from '../api/index.ts';
import { ProblemNotice } from '../ui/index.ts';
import { pathOf } from './queries.ts';
import { WithdrawForm } from './withdraw-form.tsx';

/** Amends, withdraws or issues anew an order of one's own; ends the following of an entry. */
export function ChangeDirective({ directive }: { readonly directive: DirectiveSummary }) {
  const { id, kind, state } = directive;
  const [withdrawing, setWithdrawing] = useState(false);
  return (
    <section className="panel stack" aria-label="Change it">
      <h2>Change it</h2>
      {kind === 'kev' ? (
        <Unfollow id={id} />
      ) : (
        <div className="row">
          <Link to="/directives/$id/change" params={{ id }}>
            {state === 'withdrawn' ? 'Issue it anew' : 'Amend it'}
          </Link>
          {state !== 'withdrawn' && !withdrawing && (
            <Button size="compact-sm" variant="default" onClick={() => setWithdrawing(true)}>
              Withdraw it…
            </Button>
          )}
        </div>
      )}
      {withdrawing && <WithdrawForm id={id} onDone={() => setWithdrawing(false)} />}
    </section>
  );
}

function Unfollow({ id }: { readonly id: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const stop = useMutation({
    mutationFn: () => api.delete(pathOf(id), z.null()),
    onSuccess: async () => {
      await navigate({ to: '/directives' });
      await client.invalidateQueries({ queryKey: ['directives'] });
    },
  });
  return (
    <>
      <p className="muted">It changes with the catalogue.</p>
      <div>
        <Button
          size="compact-sm"
          variant="default"
          loading={stop.isPending}
          onClick={() => stop.mutate()}
        >
          Follow it no more
        </Button>
      </div>
      {stop.error !== null && <ProblemNotice error={stop.error} />}
    </>
  );
}

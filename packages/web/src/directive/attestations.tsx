import { type Attestation, attestation } from '@daybreak/protocol/compliance';
import type { DirectiveSummary } from '@daybreak/protocol/directive';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/index.ts';
import { Age, Answer, ProblemNotice } from '../ui/index.ts';
import { dateText, exactTime } from '../ui/time-text.ts';
import { AttestForm } from './attest-form.tsx';
import { attestationsQuery, pathOf } from './queries.ts';
import { actionWord } from './words.ts';

/** What people state to have done, that no inventory shows; and the form to state it. */
export function Attestations({ directive }: { readonly directive: DirectiveSummary }) {
  const { id, terms } = directive;
  const query = useQuery(attestationsQuery(id));
  const actions =
    terms?.demands.flatMap(({ action }) => (action === 'patch' ? [] : [action])) ?? [];
  if (actions.length === 0 && (query.data?.attestations.length ?? 0) === 0) return null;
  return (
    <section className="panel stack" aria-label="Statements">
      <h2>Statements</h2>
      <p className="muted">
        That something was mitigated, cut off or collected, no inventory shows: somebody states it,
        and hosts count as attested, not as complying. A patch is never stated, but seen.
      </p>
      <Answer query={query} lines={3}>
        {({ attestations }) => (
          <ul className="stack">
            {attestations.map((one) => (
              <Statement key={one.id} directive={id} one={one} />
            ))}
          </ul>
        )}
      </Answer>
      {actions.length > 0 && <AttestForm directive={id} actions={[...new Set(actions)]} />}
    </section>
  );
}

function Statement({ directive, one }: { readonly directive: string; readonly one: Attestation }) {
  const { subject, action, at, evidence, by, recordedAt, withdrawnBy, withdrawnAt } = one;
  return (
    <li>
      <strong>{subject.kind === 'host' ? subject.name : `group ${subject.group}`}</strong>:{' '}
      {actionWord(action)}, done {at.length === 10 ? dateText(at) : exactTime(new Date(at))}
      <p>{evidence}</p>
      <p className="muted">
        stated by {by}, <Age at={recordedAt} />
        {withdrawnAt !== null && (
          <>
            ; withdrawn by {withdrawnBy}, <Age at={withdrawnAt} />
          </>
        )}
      </p>
      {withdrawnAt === null && <Withdraw directive={directive} one={one} />}
    </li>
  );
}

function Withdraw({ directive, one }: { readonly directive: string; readonly one: Attestation }) {
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () =>
      api.post(`${pathOf(directive)}/attestations/${one.id}/withdraw`, attestation, {}),
    onSettled: () => client.invalidateQueries({ queryKey: ['directives', directive] }),
  });
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={withdraw.isPending}
        onClick={() => withdraw.mutate()}
      >
        Withdraw: it was wrong
      </Button>
      {withdraw.error !== null && <ProblemNotice error={withdraw.error} />}
    </>
  );
}

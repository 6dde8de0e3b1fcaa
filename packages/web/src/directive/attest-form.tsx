import { attestation, type NewAttestation } from '@daybreak/protocol/compliance';
import { hostPage } from '@daybreak/protocol/host';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api/index.ts';
import { queryText } from '../api/query-text.ts';
import { ProblemNotice } from '../ui/index.ts';
import { pathOf } from './queries.ts';
import { actionWord } from './words.ts';

interface AttestFormProps {
  readonly directive: string;
  readonly actions: readonly string[];
}

/** States for one host or one group that something was done, when, and how one can tell. */
export function AttestForm({ directive, actions }: AttestFormProps) {
  const [kind, setKind] = useState('group');
  const client = useQueryClient();
  const state = useMutation({
    mutationFn: async (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim();
      const subject = await subjectOf(kind, text('who'));
      const body = { subject, action: text('action'), at: text('at'), evidence: text('evidence') };
      return api.post(`${pathOf(directive)}/attestations`, attestation, body);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['directives', directive] }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    state.mutate(new FormData(event.currentTarget));
  };
  return (
    <form className="stack" onSubmit={submit} aria-label="State that something was done">
      <div className="fields-row">
        <NativeSelect
          label="For"
          data={[
            { value: 'group', label: 'a group' },
            { value: 'host', label: 'a host' },
          ]}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value)}
        />
        <TextInput label={kind === 'group' ? 'Group' : 'Host name'} name="who" required />
        <NativeSelect
          label="Was done"
          name="action"
          data={actions.map((value) => ({ value, label: actionWord(value) }))}
        />
        <TextInput type="date" label="On" name="at" required />
      </div>
      <Textarea label="How one can tell" name="evidence" required autosize={false} rows={2} />
      <div>
        <Button type="submit" variant="default" loading={state.isPending}>
          State it
        </Button>
      </div>
      <p role="status">{state.isSuccess && 'It is stated, and told of in the ledger.'}</p>
      {state.error !== null && <ProblemNotice error={state.error} />}
    </form>
  );
}

/** @throws Error when no host is called so */
async function subjectOf(kind: string, who: string): Promise<NewAttestation['subject']> {
  if (kind === 'group') return { kind: 'group', group: who };
  const { hosts } = await api.get(`/api/hosts${queryText({ text: who, limit: 500 })}`, hostPage);
  const host = hosts.find(({ name }) => name.toLowerCase() === who.toLowerCase());
  if (host === undefined) throw new Error(`No host is called ${who}.`);
  return { kind: 'host', id: host.id };
}

import { utcDay } from '@daybreak/core/time';
import { attestation } from '@daybreak/protocol/compliance';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../api/index.ts';
import { GroupField } from '../host/group-field.tsx';
import {
  type FieldOf,
  fieldErrors,
  fieldsOf,
  ProblemNotice,
  useInvalidFocus,
} from '../ui/index.ts';
import { subjectOf } from './attested-subject.ts';
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
    mutationFn: async (fields: HTMLFormElement) => {
      const form = new FormData(fields);
      const text = (name: string) => String(form.get(name) ?? '').trim();
      const subject = await subjectOf(kind, text('who'));
      const body = { subject, action: text('action'), at: text('at'), evidence: text('evidence') };
      return api.post(`${pathOf(directive)}/attestations`, attestation, body);
    },
    onSuccess: async (_made, fields) => {
      fields.reset();
      await client.invalidateQueries({ queryKey: ['directives', directive] });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    state.mutate(event.currentTarget);
  };
  const errors = fieldErrors(state.error, fieldOf);
  const ref = useInvalidFocus(state.error);
  return (
    <form className="stack" onSubmit={submit} ref={ref} aria-label="State that something was done">
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
        {kind === 'group' ? (
          <GroupField label="Group" name="who" required error={errors.get('who')} />
        ) : (
          <TextInput label="Host name" name="who" required error={errors.get('who')} />
        )}
        <NativeSelect
          label="Was done"
          name="action"
          data={actions.map((value) => ({ value, label: actionWord(value) }))}
        />
        <TextInput
          type="date"
          label="On"
          name="at"
          max={utcDay(new Date())}
          required
          error={errors.get('at')}
        />
      </div>
      <Textarea
        label="How one can tell"
        name="evidence"
        required
        rows={2}
        error={errors.get('evidence')}
      />
      <div>
        <Button type="submit" variant="default" loading={state.isPending}>
          State it
        </Button>
      </div>
      <p role="status">{state.isSuccess && 'It is stated, and told of in the ledger.'}</p>
      {state.error !== null && <ProblemNotice error={state.error} fieldOf={fieldOf} />}
    </form>
  );
}

const named = fieldsOf({ at: 'On', evidence: 'How one can tell', action: 'Was done' });

const fieldOf: FieldOf = (place) =>
  place.startsWith('subject') ? { name: 'who', label: 'For' } : named(place);

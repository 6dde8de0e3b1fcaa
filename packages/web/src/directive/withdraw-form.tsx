import { directiveDetail } from '@daybreak/protocol/directive';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { api } from '../api/index.ts';
import { fieldErrors, fieldsOf, ProblemNotice, useInvalidFocus } from '../ui/index.ts';
import { pathOf } from './queries.ts';

const fieldOf = fieldsOf({ at: 'Withdrawn on', note: 'Why' });

/** From when an order asks nothing any more, and why. */
export function WithdrawForm({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: (form: FormData) => {
      const [at, note] = [String(form.get('at')), String(form.get('note'))];
      return api.post(`${pathOf(id)}/withdraw`, directiveDetail, { at, note });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['directives'] });
      onDone();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    withdraw.mutate(new FormData(event.currentTarget));
  };
  const errors = fieldErrors(withdraw.error, fieldOf);
  const ref = useInvalidFocus(withdraw.error);
  return (
    <form className="stack" onSubmit={submit} ref={ref}>
      <div className="fields-row">
        <TextInput
          type="date"
          label="Withdrawn on"
          name="at"
          required
          autoFocus
          error={errors.get('at')}
        />
      </div>
      <Textarea label="Why" name="note" required rows={2} error={errors.get('note')} />
      <div className="row">
        <Button type="submit" color="red" loading={withdraw.isPending}>
          Withdraw it
        </Button>
        <Button variant="default" onClick={onDone}>
          Keep it
        </Button>
      </div>
      {withdraw.error !== null && <ProblemNotice error={withdraw.error} fieldOf={fieldOf} />}
    </form>
  );
}

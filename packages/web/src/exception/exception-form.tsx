import './exceptions.css';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemNotice } from '../ui/index.ts';
import { readersZone } from './ending.ts';
import type { ChosenHost } from './host-choice.tsx';
import { ObjectFields } from './object-fields.tsx';
import { exceptionsQuery, makeException } from './queries.ts';
import { exceptionField, readException } from './read-exception.ts';
import type { ExceptionSearch } from './search.ts';
import { SubjectFields } from './subject-fields.tsx';
import { UntilField } from './until-field.tsx';

interface ExceptionFormProps {
  readonly search: ExceptionSearch;
  /** For which it is to be; null while none is chosen. */
  readonly host: ChosenHost | null;
}

/** Who need not do what, until when, why, and who answers for it. */
export function ExceptionForm({ search, host: first }: ExceptionFormProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [host, setHost] = useState(first);
  const [problem, setProblem] = useState('');
  const make = useMutation({
    mutationFn: makeException,
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: exceptionsQuery.queryKey });
      await navigate({ to: '/exceptions', search: { made: id } });
      void client.invalidateQueries();
    },
  });
  const submit = (form: FormData) => {
    const read = readException(form, host, readersZone());
    setProblem(typeof read === 'string' ? read : '');
    if (typeof read !== 'string') make.mutate(read);
  };
  return (
    <form
      className="panel stack exception-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <SubjectFields group={search.group} host={host} onHost={setHost} />
      <ObjectFields kind={search.kind ?? 'update'} name={search.name ?? ''} />
      <UntilField zone={readersZone()} />
      <Textarea
        name="reason"
        label="Why"
        description="For whoever asks later, and for the next decision when it ends."
        maxLength={2000}
        rows={3}
        required
      />
      <TextInput name="owner" label="Who answers for it" maxLength={200} required />
      <p role="alert">{problem}</p>
      {make.error !== null && <ProblemNotice error={make.error} fieldOf={exceptionField} />}
      <div className="row">
        <Button type="submit" loading={make.isPending}>
          Make the exception
        </Button>
        <Link to="/exceptions">Make none</Link>
      </div>
    </form>
  );
}

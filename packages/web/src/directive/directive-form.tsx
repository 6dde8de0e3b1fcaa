import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fieldErrors, ProblemNotice, useInvalidFocus } from '../ui/index.ts';
import { DemandFields } from './demand-fields.tsx';
import type { Draft } from './draft.ts';
import { ExemptionFields } from './exemption-fields.tsx';
import { directiveField } from './form-fields.ts';
import { faultInNames } from './names.ts';
import { OrderFields } from './order-fields.tsx';
import { ScopeFields } from './scope-fields.tsx';

interface DirectiveFormProps {
  readonly first: Draft;
  /** False where the zone stays what it was. */
  readonly withZone: boolean;
  readonly button: string;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onSubmit: (draft: Draft) => void;
}

/** Value, change and error of a field that holds a text. */
export type TextFields = (name: keyof Draft) => {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (event: { currentTarget: { value: string } }) => void;
};

/** What is wrong before anything is sent; the names as they were then. */
interface Fault {
  readonly names: string;
}

/** What an authority orders, of whom, by when; lists have commas between their names. */
export function DirectiveForm({ first, error, onSubmit, ...props }: DirectiveFormProps) {
  const [draft, setDraft] = useState(first);
  const [fault, setFault] = useState<Fault | null>(null);
  const errors =
    fault === null ? fieldErrors(error, directiveField) : new Map(Object.entries(fault));
  const form = useInvalidFocus(fault ?? error);
  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const text: TextFields = (name) => ({
    value: String(draft[name]),
    error: errors.get(name),
    onChange: ({ currentTarget: { value } }) => change({ [name]: value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const names = faultInNames(draft.names);
    setFault(names === null ? null : { names });
    if (names === null) onSubmit(draft);
  };
  return (
    <form className="stack" onSubmit={submit} ref={form}>
      <OrderFields text={text} withZone={props.withZone} />
      <ScopeFields draft={draft} text={text} errors={errors} onChange={change} />
      <DemandFields
        demands={draft.demands}
        errors={errors}
        onChange={(demands) => change({ demands })}
      />
      <ExemptionFields
        exemptions={draft.exemptions}
        errors={errors}
        onChange={(exemptions) => change({ exemptions })}
      />
      {error !== null && fault === null && <ProblemNotice error={error} fieldOf={directiveField} />}
      <div>
        <Button type="submit" loading={props.pending}>
          {props.button}
        </Button>
      </div>
    </form>
  );
}

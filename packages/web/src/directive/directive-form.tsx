import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ProblemNotice } from '../ui/index.ts';
import { DemandFields } from './demand-fields.tsx';
import { type Draft, newDemand, newExemption } from './draft.ts';
import { ExemptionFields } from './exemption-fields.tsx';

interface DirectiveFormProps {
  readonly first: Draft;
  /** False where the zone stays what it was. */
  readonly withZone: boolean;
  readonly button: string;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onSubmit: (draft: Draft) => void;
}

/** What an authority orders, of whom, by when; lists have commas between their names. */
export function DirectiveForm(props: DirectiveFormProps) {
  const [draft, setDraft] = useState(props.first);
  const text = (name: keyof Draft) => ({
    value: String(draft[name]),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setDraft((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit(draft);
  };
  const key = Math.max(0, ...[...draft.demands, ...draft.exemptions].map((one) => one.key)) + 1;
  return (
    <form className="stack" onSubmit={submit}>
      <section className="panel stack" aria-label="The order">
        <h2>The order</h2>
        <div className="fields">
          <TextInput label="Authority" placeholder="CISA" required {...text('authority')} />
          <TextInput label="Title" placeholder="ED 20-03" required {...text('title')} />
          <TextInput label="Reference" placeholder="https://…" {...text('reference')} />
          <TextInput
            label="In effect from"
            description="a date, or a time with its offset"
            placeholder="2020-07-16T14:00-04:00"
            required
            {...text('at')}
          />
          {props.withZone && (
            <TextInput
              label="Time zone"
              description="whose days are meant"
              required
              {...text('zone')}
            />
          )}
        </div>
        <Textarea
          label="Note"
          description="what else one should know of this event"
          rows={2}
          {...text('note')}
        />
      </section>
      <section className="panel stack" aria-label="Scope">
        <h2>Scope</h2>
        <TextInput
          label="Advisories and updates"
          placeholder="CVE-2020-1350, KB4565503"
          required
          {...text('names')}
        />
        <div className="fields">
          <TextInput label="Products" description="empty for all" {...text('products')} />
          <TextInput label="Roles" description="empty for all" {...text('roles')} />
          <TextInput label="Groups" description="empty for all" {...text('groups')} />
        </div>
      </section>
      <section className="panel stack" aria-label="Demands">
        <h2>Demands</h2>
        <DemandFields
          demands={draft.demands}
          onChange={(demands) => setDraft((before) => ({ ...before, demands }))}
        />
        <div>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => setDraft({ ...draft, demands: [...draft.demands, newDemand(key)] })}
          >
            Another demand
          </Button>
        </div>
      </section>
      <section className="panel stack" aria-label="Exemptions">
        <h2>Exemptions</h2>
        <p className="muted">
          Hosts that the authority itself lets wait. Those that you let wait are exceptions.
        </p>
        <ExemptionFields
          exemptions={draft.exemptions}
          onChange={(exemptions) => setDraft((before) => ({ ...before, exemptions }))}
        />
        <div>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              setDraft({ ...draft, exemptions: [...draft.exemptions, newExemption(key)] })
            }
          >
            Add an exemption
          </Button>
        </div>
      </section>
      {props.error !== null && <ProblemNotice error={props.error} />}
      <div>
        <Button type="submit" loading={props.pending}>
          {props.button}
        </Button>
      </div>
    </form>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { focusAfter } from '../ui/index.ts';
import { keyAfter } from './demand-fields.tsx';
import { type ExemptionDraft, newExemption } from './draft.ts';
import { NamesField } from './names-field.tsx';

interface ExemptionFieldsProps {
  readonly exemptions: readonly ExemptionDraft[];
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (exemptions: readonly ExemptionDraft[]) => void;
}

const lists = [
  ['roles', 'Roles'],
  ['groups', 'Groups'],
] as const;

/** Whom the authority itself lets wait: each exemption in a row of fields. */
export function ExemptionFields({ exemptions, errors, onChange }: ExemptionFieldsProps) {
  const [first] = useState(exemptions);
  const change = (key: number, changes: Partial<ExemptionDraft>) =>
    onChange(exemptions.map((one) => (one.key === key ? { ...one, ...changes } : one)));
  return (
    <section className="panel stack" aria-label="Exemptions">
      <h2>Exemptions</h2>
      <p className="muted">
        Hosts that the authority itself lets wait. Those that you let wait are exceptions.
      </p>
      {exemptions.map((one, at) => (
        <fieldset key={one.key} className="fields">
          <legend>Exemption {at + 1}</legend>
          <TextInput
            label="Reason"
            required
            autoFocus={!first.some(({ key }) => key === one.key)}
            value={one.reason}
            error={errors.get(`exemptions/${at}/reason`)}
            onChange={(event) => change(one.key, { reason: event.currentTarget.value })}
          />
          {lists.map(([kind, label]) => (
            <NamesField
              key={kind}
              kind={kind}
              label={label}
              value={one[kind]}
              error={errors.get(`exemptions/${at}/${kind}`)}
              onChange={(value) => change(one.key, { [kind]: value })}
            />
          ))}
          <TextInput
            type="date"
            label="Until the end of"
            description="empty for an open end"
            value={one.until}
            error={errors.get(`exemptions/${at}/until`)}
            onChange={(event) => change(one.key, { until: event.currentTarget.value })}
          />
          <Button
            variant="default"
            aria-label={`Remove exemption ${at + 1}`}
            onClick={(event) => {
              focusAfter(event.currentTarget);
              onChange(exemptions.filter(({ key }) => key !== one.key));
            }}
          >
            Remove
          </Button>
        </fieldset>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onChange([...exemptions, newExemption(keyAfter(exemptions))])}
        >
          Add an exemption
        </Button>
      </div>
    </section>
  );
}

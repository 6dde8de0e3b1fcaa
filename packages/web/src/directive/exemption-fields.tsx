import { Button, TextInput } from '@mantine/core';
import type { ExemptionDraft } from './draft.ts';

interface ExemptionFieldsProps {
  readonly exemptions: readonly ExemptionDraft[];
  readonly onChange: (exemptions: readonly ExemptionDraft[]) => void;
}

const fields = [
  ['roles', 'Roles', ''],
  ['groups', 'Groups', ''],
  ['reason', 'Reason', ''],
  ['until', 'Until the end of', 'open end'],
] as const;

/** Each exemption in a row of fields: whom, why, until when. */
export function ExemptionFields({ exemptions, onChange }: ExemptionFieldsProps) {
  const change = (key: number, changes: Partial<ExemptionDraft>) =>
    onChange(exemptions.map((one) => (one.key === key ? { ...one, ...changes } : one)));
  return exemptions.map((one, at) => (
    <fieldset key={one.key} className="fields">
      <legend>Exemption {at + 1}</legend>
      {fields.map(([name, label, placeholder]) => (
        <TextInput
          key={name}
          label={label}
          placeholder={placeholder}
          required={name === 'reason'}
          type={name === 'until' ? 'date' : 'text'}
          value={one[name]}
          onChange={(event) => change(one.key, { [name]: event.currentTarget.value })}
        />
      ))}
      <Button
        variant="default"
        aria-label={`Remove exemption ${at + 1}`}
        onClick={() => onChange(exemptions.filter(({ key }) => key !== one.key))}
      >
        Remove
      </Button>
    </fieldset>
  ));
}

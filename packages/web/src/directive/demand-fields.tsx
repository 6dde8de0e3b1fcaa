import { demandedActions } from '@daybreak/core/directive';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { DemandDraft } from './draft.ts';
import { actionWord } from './words.ts';

interface DemandFieldsProps {
  readonly demands: readonly DemandDraft[];
  readonly onChange: (demands: readonly DemandDraft[]) => void;
}

const actions = demandedActions.map((value) => ({ value, label: actionWord(value) }));
const clocks = [
  { value: 'by', label: 'by a date or a time' },
  { value: 'issue', label: 'hours from the issue' },
  { value: 'publication', label: 'hours from publication' },
  { value: 'kev-addition', label: 'hours from addition to KEV' },
];

/** Each demand in a row of fields: what, by when, of whom. */
export function DemandFields({ demands, onChange }: DemandFieldsProps) {
  const change = (key: number, changes: Partial<DemandDraft>) =>
    onChange(demands.map((one) => (one.key === key ? { ...one, ...changes } : one)));
  return demands.map((one, at) => (
    <fieldset key={one.key} className="fields">
      <legend>Demand {at + 1}</legend>
      <NativeSelect
        label="What"
        data={actions}
        value={one.action}
        onChange={(event) => change(one.key, { action: event.currentTarget.value })}
      />
      <NativeSelect
        label="Clock"
        data={clocks}
        value={one.from}
        onChange={(event) => change(one.key, { from: event.currentTarget.value, value: '' })}
      />
      <TextInput
        label={one.from === 'by' ? 'By' : 'Hours'}
        placeholder={one.from === 'by' ? '2020-07-24' : '24'}
        inputMode={one.from === 'by' ? 'text' : 'numeric'}
        required
        value={one.value}
        onChange={(event) => change(one.key, { value: event.currentTarget.value })}
      />
      <TextInput
        label="Of roles"
        placeholder="all in scope"
        value={one.roles}
        onChange={(event) => change(one.key, { roles: event.currentTarget.value })}
      />
      <TextInput
        label="Note"
        value={one.note}
        onChange={(event) => change(one.key, { note: event.currentTarget.value })}
      />
      {demands.length > 1 && (
        <Button
          variant="default"
          aria-label={`Remove demand ${at + 1}`}
          onClick={() => onChange(demands.filter(({ key }) => key !== one.key))}
        >
          Remove
        </Button>
      )}
    </fieldset>
  ));
}

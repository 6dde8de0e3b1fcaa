import { demandedActions } from '@daybreak/core/directive';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { focusAfter } from '../ui/index.ts';
import type { DemandDraft } from './draft.ts';
import { NamesField } from './names-field.tsx';
import { actionWord } from './words.ts';

interface DemandFieldsetProps {
  readonly demand: DemandDraft;
  /** The first is 0. */
  readonly place: number;
  readonly errors: ReadonlyMap<string, string>;
  /** One that was just added takes the focus. */
  readonly isNew: boolean;
  readonly onChange: (demand: DemandDraft) => void;
  /** Null where it is the only one. */
  readonly onRemove: (() => void) | null;
}

const actions = demandedActions.map((value) => ({ value, label: actionWord(value) }));
const clocks = [
  { value: 'by', label: 'by a date or a time' },
  { value: 'issue', label: 'hours from the issue' },
  { value: 'publication', label: 'hours from publication' },
  { value: 'kev-addition', label: 'hours from addition to KEV' },
];
/** Ten years: the server takes no more. */
const hoursMax = 87_660;
const hoursField = { type: 'number', min: 1, max: hoursMax, placeholder: '24', label: 'Hours' };
const byField = { placeholder: '2020-07-24', label: 'By' };

/** One demand: what, by when, of whom. */
export function DemandFieldset({ demand, place, errors, isNew, ...props }: DemandFieldsetProps) {
  const change = (changes: Partial<DemandDraft>) => props.onChange({ ...demand, ...changes });
  const error = (name: string) => errors.get(`demands/${place}/${name}`);
  const { onRemove } = props;
  return (
    <fieldset className="fields">
      <legend>Demand {place + 1}</legend>
      <NativeSelect
        label="What"
        data={actions}
        autoFocus={isNew}
        value={demand.action}
        onChange={(event) => change({ action: event.currentTarget.value })}
      />
      <NativeSelect
        label="Clock"
        data={clocks}
        value={demand.from}
        onChange={(event) => change({ from: event.currentTarget.value, value: '' })}
      />
      <TextInput
        {...(demand.from === 'by' ? byField : hoursField)}
        required
        value={demand.value}
        error={error('clock')}
        onChange={(event) => change({ value: event.currentTarget.value })}
      />
      <NamesField
        kind="roles"
        label="Of roles"
        placeholder="all in scope"
        value={demand.roles}
        error={error('roles')}
        onChange={(roles) => change({ roles })}
      />
      <TextInput
        label="Note"
        value={demand.note}
        error={error('note')}
        onChange={(event) => change({ note: event.currentTarget.value })}
      />
      {onRemove !== null && (
        <Button
          variant="default"
          aria-label={`Remove demand ${place + 1}`}
          onClick={(event) => {
            focusAfter(event.currentTarget);
            onRemove();
          }}
        >
          Remove
        </Button>
      )}
    </fieldset>
  );
}

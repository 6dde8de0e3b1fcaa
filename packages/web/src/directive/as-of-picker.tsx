import { when } from '@daybreak/protocol/directive';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNow } from '../ui/index.ts';
import { dateText, dayIn } from '../ui/time-text.ts';
import type { ProofSearch } from './search.ts';

interface AsOfPickerProps {
  readonly search: ProofSearch;
  readonly zone: string;
  readonly onChange: (changes: ProofSearch) => void;
}

const knowings = [
  { value: 'now', label: 'by all that is known now' },
  { value: 'then', label: 'as it was on record then' },
];

/** Any past day, with whose end the answer is; without one, now. */
export function AsOfPicker({ search, zone, onChange }: AsOfPickerProps) {
  const { asOf, knowing } = search;
  const today = dayIn(zone, useNow());
  // Half a year's digits are a day of long ago: it stays in the field until it can be asked for.
  const [typed, setTyped] = useState('');
  const choose = (day: string) => {
    const isAskable = day === '' || (day <= today && when.safeParse(day).success);
    setTyped(isAskable ? '' : day);
    if (isAskable) onChange({ asOf: day || undefined });
  };
  return (
    <div className="fields-row">
      <TextInput
        type="date"
        label="As of the end of"
        description={asOf === undefined ? 'now, while it is empty' : `in ${zone}`}
        value={typed || (asOf?.slice(0, 10) ?? '')}
        max={today}
        error={typed !== '' && `from 1990 to today, ${dateText(today)}`}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {asOf !== undefined && (
        <>
          <NativeSelect
            label="What counts"
            description="orders and statements"
            data={knowings}
            value={knowing ?? 'now'}
            onChange={(event) =>
              onChange({ knowing: event.currentTarget.value === 'then' ? 'then' : undefined })
            }
          />
          <Button
            variant="default"
            onClick={() => {
              setTyped('');
              onChange({ asOf: undefined, knowing: undefined });
            }}
          >
            Back to now
          </Button>
        </>
      )}
    </div>
  );
}

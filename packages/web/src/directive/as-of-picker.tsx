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
  const [future, setFuture] = useState('');
  const choose = (day: string) => {
    // What will be known on a day to come, nobody knows.
    const isFuture = day > today;
    setFuture(isFuture ? day : '');
    if (!isFuture) onChange({ asOf: day || undefined });
  };
  return (
    <div className="fields-row">
      <TextInput
        type="date"
        label="As of the end of"
        description={asOf === undefined ? 'now, while it is empty' : `in ${zone}`}
        value={future || (asOf?.slice(0, 10) ?? '')}
        max={today}
        error={future !== '' && `at the latest today, ${dateText(today)}`}
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
              setFuture('');
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

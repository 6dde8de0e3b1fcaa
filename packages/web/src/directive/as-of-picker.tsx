import { utcDay } from '@daybreak/core/time';
import { Button, NativeSelect, TextInput } from '@mantine/core';
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
  return (
    <div className="fields-row">
      <TextInput
        type="date"
        label="As of the end of"
        description={asOf === undefined ? 'now, while it is empty' : `in ${zone}`}
        value={asOf?.slice(0, 10) ?? ''}
        max={utcDay(new Date())}
        onChange={(event) => onChange({ asOf: event.currentTarget.value || undefined })}
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
            onClick={() => onChange({ asOf: undefined, knowing: undefined })}
          >
            Back to now
          </Button>
        </>
      )}
    </div>
  );
}

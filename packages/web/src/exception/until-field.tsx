import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNow } from '../ui/index.ts';
import { dayAfter } from './ending.ts';

const spans = [
  { word: '2 weeks', days: 14 },
  { word: '1 month', days: 30 },
  { word: '3 months', days: 91 },
] as const;

/** The last day: a date, or one of a few spans. */
export function UntilField({ zone }: { readonly zone: string }) {
  const now = useNow();
  const [until, setUntil] = useState('');
  return (
    <fieldset>
      <legend>Until when</legend>
      <div className="row">
        {spans.map(({ word, days }) => (
          <Button
            key={word}
            size="compact-sm"
            variant={until === dayAfter(now, days) ? 'filled' : 'default'}
            aria-pressed={until === dayAfter(now, days)}
            onClick={() => setUntil(dayAfter(now, days))}
          >
            {word}
          </Button>
        ))}
      </div>
      <TextInput
        type="date"
        name="until"
        label="Last day"
        description={`It ends by itself with the end of this day in ${zone}, at most a year ahead.`}
        min={dayAfter(now, 0)}
        max={dayAfter(now, 364)}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
        required
      />
    </fieldset>
  );
}

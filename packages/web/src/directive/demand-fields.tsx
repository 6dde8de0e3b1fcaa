import { Button } from '@mantine/core';
import { useState } from 'react';
import { DemandFieldset } from './demand-fieldset.tsx';
import { type DemandDraft, newDemand } from './draft.ts';

interface DemandFieldsProps {
  readonly demands: readonly DemandDraft[];
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (demands: readonly DemandDraft[]) => void;
}

/** What is demanded: one demand at least, each in a row of fields. */
export function DemandFields({ demands, errors, onChange }: DemandFieldsProps) {
  const [first] = useState(demands);
  return (
    <section className="panel stack" aria-label="Demands">
      <h2>Demands</h2>
      {demands.map((one, at) => (
        <DemandFieldset
          key={one.key}
          demand={one}
          place={at}
          errors={errors}
          isNew={!first.some(({ key }) => key === one.key)}
          onChange={(changed) =>
            onChange(demands.map((other) => (other.key === one.key ? changed : other)))
          }
          onRemove={
            demands.length === 1
              ? null
              : () => onChange(demands.filter(({ key }) => key !== one.key))
          }
        />
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onChange([...demands, newDemand(keyAfter(demands))])}
        >
          Another demand
        </Button>
      </div>
    </section>
  );
}

/** One that no other has. */
export function keyAfter(all: readonly { readonly key: number }[]): number {
  return Math.max(-1, ...all.map(({ key }) => key)) + 1;
}

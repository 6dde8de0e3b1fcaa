import { meansProduct, sameName } from '@daybreak/core/names';
import type { ScopeNames } from '@daybreak/protocol/directive';
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { Mark } from '../ui/index.ts';
import { listOf } from './names.ts';
import { scopeNamesQuery } from './queries.ts';

interface NamesFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly kind: keyof ScopeNames;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A list of names, which offers those that hosts have, and says when no host has one. */
export function NamesField({ kind, value, onChange, ...shown }: NamesFieldProps) {
  const listId = useId();
  const { data } = useQuery(scopeNamesQuery);
  const known = data?.[kind] ?? [];
  const written = value.slice(0, value.search(/[^,;]*$/));
  const means = kind === 'products' ? meansProduct : sameName;
  const strange = listOf(value).filter((name) => !known.some((one) => means(name, one)));
  return (
    <div>
      <TextInput
        {...shown}
        list={listId}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={listId}>
        {known.map((name) => (
          // What is chosen takes the place of all that is written.
          <option key={name} value={written === '' ? name : `${written} ${name}`} />
        ))}
      </datalist>
      <div role="status">
        {data !== undefined && strange.length > 0 && (
          <Mark tone="unsure">no host has it now: {strange.join(', ')}</Mark>
        )}
      </div>
    </div>
  );
}

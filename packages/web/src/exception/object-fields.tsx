import type { NewException } from '@daybreak/protocol/exception';
import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { directiveTitlesQuery } from '../directive/queries.ts';

type Kind = NewException['object']['kind'];

const kinds: { value: Kind; label: string }[] = [
  { value: 'update', label: 'An update' },
  { value: 'advisory', label: 'An advisory' },
  { value: 'directive', label: 'A directive' },
];

interface ObjectFieldsProps {
  readonly kind: Kind;
  readonly name: string;
}

/** From what it is excepted. */
export function ObjectFields({ kind: first, name }: ObjectFieldsProps) {
  const [kind, setKind] = useState(first);
  const given = kind === first ? name : '';
  return (
    <fieldset>
      <legend>Excepted from</legend>
      <div className="exception-form__pair">
        <NativeSelect
          name="kind"
          label="What"
          data={kinds}
          value={kind}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            setKind(kinds.find(({ value }) => value === chosen)?.value ?? 'update');
          }}
        />
        {kind === 'directive' ? (
          <DirectiveField name={given} />
        ) : (
          <TextInput
            key={kind}
            name="name"
            label="Its name"
            placeholder={kind === 'update' ? 'KB5039227' : 'CVE-2024-30078'}
            defaultValue={given}
            maxLength={200}
            required
          />
        )}
      </div>
    </fieldset>
  );
}

function DirectiveField({ name }: { readonly name: string }) {
  const { data } = useQuery(directiveTitlesQuery);
  const known = [...(data ?? [])].map(([value, label]) => ({ value, label }));
  const none = { value: '', label: data?.size === 0 ? 'there is none' : 'choose…' };
  return (
    <NativeSelect
      // Its first value can be chosen only once it is there.
      key={known.length}
      name="name"
      label="Which"
      data={[none, ...known]}
      defaultValue={name}
      required
    />
  );
}

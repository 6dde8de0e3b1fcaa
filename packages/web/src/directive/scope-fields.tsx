import { TextInput } from '@mantine/core';
import type { TextFields } from './directive-form.tsx';
import type { Draft } from './draft.ts';
import { NamesField } from './names-field.tsx';

interface ScopeFieldsProps {
  readonly draft: Draft;
  readonly text: TextFields;
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (changes: Partial<Draft>) => void;
}

const lists = [
  ['products', 'Products'],
  ['roles', 'Roles'],
  ['groups', 'Groups'],
] as const;

/** What the order is about, and on which hosts. */
export function ScopeFields({ draft, text, errors, onChange }: ScopeFieldsProps) {
  return (
    <section className="panel stack" aria-label="Scope">
      <h2>Scope</h2>
      <TextInput
        label="Advisories and updates"
        description="CVEs and KB numbers, with commas between them"
        placeholder="CVE-2020-1350, KB4565503"
        required
        {...text('names')}
      />
      <div className="fields">
        {lists.map(([kind, label]) => (
          <NamesField
            key={kind}
            kind={kind}
            label={label}
            description="empty for all"
            value={draft[kind]}
            error={errors.get(kind)}
            onChange={(value) => onChange({ [kind]: value })}
          />
        ))}
      </div>
    </section>
  );
}

import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { NamesField } from '../directive/names-field.tsx';
import { type Errors, manifestLabels as labels, type ManifestTexts } from './read-manifest.ts';

interface ManifestFieldsProps {
  readonly texts: ManifestTexts;
  readonly errors: Errors;
  readonly onChange: (texts: ManifestTexts) => void;
}

export function ManifestFields({ texts, errors, onChange }: ManifestFieldsProps) {
  const field = (name: Exclude<keyof ManifestTexts, 'mayRestart'>) => ({
    label: labels[name],
    value: texts[name],
    error: errors.get(name),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...texts, [name]: event.currentTarget.value }),
  });
  const names = (name: 'products' | 'groups') => ({
    ...field(name),
    kind: name,
    onChange: (value: string) => onChange({ ...texts, [name]: value }),
  });
  return (
    <>
      <TextInput
        {...field('title')}
        description="For people, and for those who sign."
        placeholder="openssl, DSA-5780-1"
      />
      <TextInput
        {...field('path')}
        description="By which orders name it; small letters."
        placeholder="openssl-dsa-5780.json"
        spellCheck={false}
      />
      <NamesField
        {...names('products')}
        description="Parted by commas. Of any other, nothing is done."
        placeholder="debian:12"
      />
      <NamesField
        {...names('groups')}
        description="Parted by commas. Empty for every group, and for hosts without one."
      />
      <Textarea
        {...field('packages')}
        description="One a line: name, version; then, if wanted, “back” with a version to which it may be taken back, and “new” where it may come onto hosts that lack it."
        placeholder="libssl3 3.0.17-1~deb12u3 back 3.0.17-1~deb12u2"
        className="approval-form__code"
        rows={5}
        spellCheck={false}
      />
      <TextInput
        {...field('updates')}
        description="Parted by commas. Of Windows, for agents that have not yet run on real Windows."
        placeholder="KB5039227"
      />
      <TextInput
        {...field('removable')}
        description="Parted by commas. An order to roll back may take these out of a Windows host; no others, also not of those above."
        placeholder="KB5039227"
      />
      <Textarea
        {...field('probes')}
        description="One a line: “tls host:port” or “https://…”. Hosts look at nothing else."
        placeholder="https://shop.example/health"
        className="approval-form__code"
        rows={3}
        spellCheck={false}
      />
      <Checkbox
        label={labels.mayRestart}
        description="Where an order says so, and never without one."
        checked={texts.mayRestart}
        onChange={(event) => onChange({ ...texts, mayRestart: event.currentTarget.checked })}
      />
      <TextInput
        {...field('until')}
        type="date"
        description="The last day on which a host may begin, by your clock."
        className="approval-form__short"
      />
    </>
  );
}

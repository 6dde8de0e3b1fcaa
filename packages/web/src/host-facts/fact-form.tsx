import type { HostFacts } from '@daybreak/protocol/host-facts';
import { Button, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { formText } from '../session/form-text.ts';
import { ProblemNotice } from '../ui/index.ts';
import { FactField } from './fact-field.tsx';
import { type FactName, factWords, valueText } from './fact-words.ts';
import { useSetFacts } from './use-set-facts.ts';

interface FactFormProps {
  readonly host: HostFacts;
  readonly fact: FactName;
  /** Told what was done in words; nothing when it was left as it is. */
  readonly onClose: (words: string) => void;
}

/** Says one fact of one host, and where that is known from. Escape leaves it as it is. */
export function FactForm({ host, fact, onClose }: FactFormProps) {
  const set = useSetFacts(host.id, () => onClose(`${factWords[fact]}: saved.`));
  const submit = (form: FormData) => {
    const value = formText(form, 'value').trim();
    const source = formText(form, 'source').trim();
    if (value !== '') set.mutate(changeOf(fact, value, source));
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose('');
  };
  return (
    <form
      className="stack"
      onKeyDown={leave}
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
    >
      <div className="stated-facts__form">
        <FactField fact={fact} value={host.facts[fact]?.value ?? ''} />
        <TextInput
          name="source"
          label="Where it is known from"
          description="For whoever asks later. May stay empty."
          placeholder="set by hand"
          maxLength={200}
        />
      </div>
      {set.error !== null && <ProblemNotice error={set.error} />}
      <div className="row">
        <Button type="submit" size="sm" loading={set.isPending}>
          Save
        </Button>
        <Button size="sm" variant="default" onClick={() => onClose('')}>
          Cancel
        </Button>
        <Overruled host={host} fact={fact} />
      </div>
    </form>
  );
}

/** A person's word goes before that of a rule or an inventory, which is told beforehand. */
function Overruled({ host, fact }: Pick<FactFormProps, 'host' | 'fact'>) {
  const said = host.facts[fact];
  if (said === null || said.origin === 'person') return null;
  return (
    <span className="muted">
      Your word then goes before that of {said.source}: {valueText(fact, said.value)}.
    </span>
  );
}

function changeOf(fact: FactName, value: string, source: string) {
  // The server has the last word on values, and tells what is wrong with one.
  return { [fact]: value, ...(source === '' ? {} : { source }) };
}

import type { FactRule } from '@daybreak/protocol/host-facts';
import { NativeSelect, TextInput } from '@mantine/core';
import { GroupField } from '../host/group-field.tsx';
import { choicesOf, type FactName, factMaxCharacters, factWords, valueText } from './fact-words.ts';

const roles = [
  { value: '', label: 'any' },
  { value: 'dc', label: 'domain controller' },
  { value: 'server', label: 'server' },
  { value: 'workstation', label: 'workstation' },
];

/** For which hosts a rule is. */
export function MatchFields({ match }: { readonly match: FactRule['match'] | null }) {
  return (
    <fieldset>
      <legend>For hosts of which all of this holds</legend>
      <TextInput
        name="match.name"
        label="Name"
        description="* stands for any text; * alone is every host"
        placeholder="web-*"
        defaultValue={match?.name ?? ''}
        maxLength={255}
      />
      <GroupField name="match.group" label="In the group" defaultValue={match?.group ?? ''} />
      <TextInput
        name="match.domain"
        label="In the domain"
        placeholder="example.test"
        defaultValue={match?.domain ?? ''}
        maxLength={255}
      />
      <TextInput
        name="match.osName"
        label="Operating system has the words"
        placeholder="Server 2016"
        defaultValue={match?.osName ?? ''}
        maxLength={200}
      />
      <NativeSelect
        name="match.inventoryRole"
        label="By its inventory"
        data={roles}
        defaultValue={match?.inventoryRole ?? ''}
      />
    </fieldset>
  );
}

/** What a rule says of them. */
export function SetsFields({ sets }: { readonly sets: FactRule['sets'] | null }) {
  return (
    <fieldset>
      <legend>Say of them</legend>
      <SetField fact="exposed" value={sets?.exposed} />
      <SetField fact="mission" value={sets?.mission} />
      <SetField fact="role" value={sets?.role} />
      <SetField fact="owner" value={sets?.owner} />
    </fieldset>
  );
}

interface SetFieldProps {
  readonly fact: FactName;
  readonly value: string | undefined;
}

function SetField({ fact, value }: SetFieldProps) {
  const shared = { name: `sets.${fact}`, label: factWords[fact], defaultValue: value ?? '' };
  const choices = choicesOf(fact);
  if (choices === null) {
    const hint = fact === 'role' ? { description: 'one role only' } : {};
    return (
      <TextInput {...shared} {...hint} placeholder="nothing" maxLength={factMaxCharacters[fact]} />
    );
  }
  const data = choices.map((one) => ({ value: one, label: valueText(fact, one) }));
  return <NativeSelect {...shared} data={[{ value: '', label: 'nothing' }, ...data]} />;
}

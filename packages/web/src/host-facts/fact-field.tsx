import { NativeSelect, TextInput } from '@mantine/core';
import { GroupField } from '../host/group-field.tsx';
import {
  choicesOf,
  type FactName,
  factHints,
  factMaxCharacters,
  factWords,
  valueText,
} from './fact-words.ts';

interface FactFieldProps {
  readonly fact: FactName;
  readonly value: string;
}

/** The field `value` of a form: a choice where there are few values, else a text. */
export function FactField({ fact, value }: FactFieldProps) {
  const choices = choicesOf(fact);
  const shared = {
    name: 'value',
    label: factWords[fact],
    description: factHints[fact],
    defaultValue: value,
    required: true,
    // One has asked for this field.
    autoFocus: true,
  };
  if (choices !== null) {
    const data = choices.map((one) => ({ value: one, label: valueText(fact, one) }));
    const none = { value: '', label: 'choose…', disabled: true };
    return <NativeSelect {...shared} data={value === '' ? [none, ...data] : data} />;
  }
  if (fact === 'group') return <GroupField {...shared} />;
  return <TextInput {...shared} maxLength={factMaxCharacters[fact]} />;
}

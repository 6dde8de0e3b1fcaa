import { TextInput, type TextInputProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { knownGroupsQuery } from './queries.ts';

/** A text field for a group, which offers the groups that hosts are in. */
export function GroupField(props: TextInputProps) {
  const listId = useId();
  const { data } = useQuery(knownGroupsQuery);
  return (
    <>
      <TextInput {...props} list={listId} maxLength={200} />
      <datalist id={listId}>
        {data?.map((group) => (
          <option key={group} value={group} />
        ))}
      </datalist>
    </>
  );
}

import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { GroupField } from '../host/group-field.tsx';
import { GroupSize } from '../policy/group-size.tsx';
import { type ChosenHost, HostChoice } from './host-choice.tsx';

const kinds = [
  { value: 'host', label: 'One host' },
  { value: 'group', label: 'A group' },
];

interface SubjectFieldsProps {
  /** As a link says it; undefined for none. */
  readonly group: string | undefined;
  readonly host: ChosenHost | null;
  readonly onHost: (host: ChosenHost | null) => void;
}

/** For whom it is: one host, found by a search, or a group. */
export function SubjectFields({ group, host, onHost }: SubjectFieldsProps) {
  const [kind, setKind] = useState(group === undefined ? 'host' : 'group');
  const [written, setWritten] = useState(group ?? '');
  return (
    <fieldset>
      <legend>For</legend>
      <div>
        <SegmentedControl
          name="subject"
          aria-label="For a host or a group"
          data={kinds}
          value={kind}
          onChange={setKind}
        />
      </div>
      {kind === 'host' ? (
        <HostChoice host={host} onChange={onHost} />
      ) : (
        <>
          <GroupField
            name="group"
            label="Group"
            description="Also for hosts that come into it later."
            defaultValue={group ?? ''}
            onBlur={(event) => setWritten(event.currentTarget.value.trim())}
            required
          />
          <div role="status">{written !== '' && <GroupSize group={written} />}</div>
        </>
      )}
    </fieldset>
  );
}

import './add-hosts.css';
import { SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemNotice } from '../ui/index.ts';
import { DropFiles } from './drop-files.tsx';
import { ImportCommand } from './import-command.tsx';
import { ImportOutcome } from './import-outcome.tsx';
import { PasteInventory } from './paste-inventory.tsx';
import { importInventory } from './queries.ts';

type Way = 'files' | 'paste' | 'command';

const ways: { value: Way; label: string }[] = [
  { value: 'files', label: 'Files' },
  { value: 'paste', label: 'Paste' },
  { value: 'command', label: 'Command' },
];

/** Brings hosts in: by files, by pasted text, or by a command to run. */
export function AddHosts() {
  const client = useQueryClient();
  const [way, setWay] = useState<Way>('files');
  const [group, setGroup] = useState('');
  const add = useMutation({
    mutationFn: importInventory,
    // The list is renewed when the result is read: on an empty database it would replace it.
    onSuccess: () => client.invalidateQueries({ queryKey: ['hosts'] }),
  });
  return (
    <div className="stack">
      <SegmentedControl
        aria-label="How to add hosts"
        data={ways}
        value={way}
        onChange={(value) => setWay(ways.find((one) => one.value === value)?.value ?? 'files')}
      />
      {way !== 'command' && (
        <TextInput
          label="Group"
          description="Yours to choose, to find these hosts again. May stay empty."
          maxLength={200}
          value={group}
          onChange={(event) => setGroup(event.currentTarget.value)}
        />
      )}
      {way === 'files' && (
        <DropFiles
          busy={add.isPending}
          onFiles={(files) => add.mutate({ kind: 'files', files, group })}
        />
      )}
      {way === 'paste' && (
        <PasteInventory
          busy={add.isPending}
          onText={(text) => add.mutate({ kind: 'text', text, group })}
        />
      )}
      {way === 'command' && <ImportCommand />}
      {add.error !== null && <ProblemNotice error={add.error} />}
      {add.data !== undefined && <ImportOutcome result={add.data} />}
    </div>
  );
}

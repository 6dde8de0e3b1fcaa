import './add-hosts.css';
import type { ImportResult } from '@daybreak/protocol/import';
import { SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { EnrolAgents } from '../agent/enrol-agents.tsx';
import { EnrolHosts } from '../enrolment/enrol-hosts.tsx';
import { ProblemNotice } from '../ui/index.ts';
import { DropFiles } from './drop-files.tsx';
import { ImportCommand } from './import-command.tsx';
import { PasteInventory } from './paste-inventory.tsx';
import { importInventory } from './queries.ts';

type Way = 'files' | 'paste' | 'command' | 'agent';

const ways: { value: Way; label: string }[] = [
  { value: 'files', label: 'Files' },
  { value: 'paste', label: 'Paste' },
  { value: 'command', label: 'Command' },
  { value: 'agent', label: 'Agent' },
];

interface AddHostsProps {
  /** Told what came of an import; null as soon as another one starts. */
  readonly onImported: (result: ImportResult | null) => void;
}

/** Brings hosts in: by files, by pasted text, by a command that they run, or by an agent. */
export function AddHosts({ onImported }: AddHostsProps) {
  const client = useQueryClient();
  const [way, setWay] = useState<Way>('files');
  const [group, setGroup] = useState('');
  const add = useMutation({
    mutationFn: importInventory,
    onMutate: () => onImported(null),
    onSuccess: (result) => {
      onImported(result);
      return client.invalidateQueries();
    },
  });
  return (
    <div className="stack">
      <SegmentedControl
        aria-label="How to add hosts"
        data={ways}
        value={way}
        onChange={(value) => setWay(ways.find((one) => one.value === value)?.value ?? 'files')}
      />
      <TextInput
        label="Group"
        description="Yours to choose, to find these hosts again. May stay empty."
        maxLength={200}
        value={group}
        onChange={(event) => setGroup(event.currentTarget.value)}
      />
      {way === 'files' && (
        <DropFiles
          label="Inventory files"
          busy={add.isPending}
          onFiles={(files) => add.mutate({ kind: 'files', files, group })}
        >
          Drop inventories here: the output of <code>systeminfo</code>, <code>Get-HotFix</code> or{' '}
          <code>wmic qfe</code>, in any language, one file a host or many.
        </DropFiles>
      )}
      {way === 'paste' && (
        <PasteInventory
          busy={add.isPending}
          onText={(text) => add.mutate({ kind: 'text', text, group })}
        />
      )}
      {way === 'command' && (
        <>
          <EnrolHosts group={group} />
          <ImportCommand />
        </>
      )}
      {way === 'agent' && <EnrolAgents group={group} />}
      {add.error !== null && <ProblemNotice error={add.error} />}
    </div>
  );
}

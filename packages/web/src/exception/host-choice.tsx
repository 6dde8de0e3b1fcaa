import type { HostSummary } from '@daybreak/protocol/host';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FilterText } from '../host/filter-text.tsx';
import { ProblemNotice } from '../ui/index.ts';
import { foundHostsQuery } from './found-hosts.ts';

export type ChosenHost = Pick<HostSummary, 'id' | 'name'>;

interface HostChoiceProps {
  readonly host: ChosenHost | null;
  readonly onChange: (host: ChosenHost | null) => void;
}

/** One host, found by part of its name. */
export function HostChoice({ host, onChange }: HostChoiceProps) {
  const [chosen, setChosen] = useState(false);
  if (host === null) {
    return (
      <FindHost
        onChoose={(found) => {
          setChosen(true);
          onChange(found);
        }}
      />
    );
  }
  return (
    <p className="row">
      <strong>{host.name}</strong>
      <Button size="compact-sm" variant="default" autoFocus={chosen} onClick={() => onChange(null)}>
        Another host
      </Button>
    </p>
  );
}

function FindHost({ onChoose }: { readonly onChoose: (host: ChosenHost) => void }) {
  const [text, setText] = useState<string>();
  const { data, error } = useQuery({
    ...foundHostsQuery(text ?? ''),
    enabled: text !== undefined,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <FilterText
        label="Find the host"
        placeholder="Name, domain or operating system"
        value={text}
        onChange={setText}
      />
      {error !== null && <ProblemNotice error={error} />}
      {text !== undefined && data !== undefined && (
        <>
          <p role="status">{foundText(data.hosts.length, data.total)}</p>
          <ul className="exception-form__found">
            {data.hosts.map((host) => (
              <li key={host.id} className="row">
                <Button size="compact-sm" variant="default" onClick={() => onChoose(host)}>
                  {host.name}
                </Button>
                <span className="muted">
                  {[host.domain, host.group].filter(Boolean).join(', ')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function foundText(shown: number, total: number): string {
  if (total === 0) return 'No host matches.';
  return total > shown ? `The first ${shown} of ${total}: type more of the name.` : 'Choose one:';
}

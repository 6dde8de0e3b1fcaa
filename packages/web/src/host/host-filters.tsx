import './host-filters.css';
import { verdict } from '@daybreak/protocol/exposure';
import { type HostSummary, hostOrder } from '@daybreak/protocol/host';
import { NativeSelect } from '@mantine/core';
import { FilterText } from './filter-text.tsx';
import type { HostSearch } from './search.ts';

interface HostFiltersProps {
  readonly search: HostSearch;
  /** The hosts in view: their groups are offered. */
  readonly hosts: readonly HostSummary[];
  readonly onChange: (changes: HostSearch) => void;
}

const verdicts = [
  { value: '', label: 'any' },
  ...verdict.options.map((value) => ({ value, label: value })),
];

const orders = [
  { value: 'worst', label: 'worst first' },
  { value: 'name', label: 'name' },
  { value: 'last-seen', label: 'last seen' },
];

export function HostFilters({ search, hosts, onChange }: HostFiltersProps) {
  const groups = [...new Set(hosts.map(({ group }) => group))].filter(Boolean).sort();
  return (
    <search className="host-filters">
      <FilterText
        label="Find"
        placeholder="Name, domain or operating system"
        value={search.text}
        onChange={(text) => onChange({ text })}
      />
      <NativeSelect
        label="Verdict"
        data={verdicts}
        value={search.verdict ?? ''}
        onChange={(event) =>
          onChange({ verdict: verdict.safeParse(event.currentTarget.value).data })
        }
      />
      <FilterText
        label="Group"
        placeholder="Exactly as given"
        value={search.group}
        suggestions={groups}
        onChange={(group) => onChange({ group })}
      />
      <FilterText
        label="Needs update"
        placeholder="KB5039227"
        value={search.update}
        onChange={(update) => onChange({ update })}
      />
      <NativeSelect
        label="Order"
        data={orders}
        value={search.order ?? 'worst'}
        onChange={(event) =>
          onChange({ order: hostOrder.safeParse(event.currentTarget.value).data })
        }
      />
    </search>
  );
}

import { TextInput } from '@mantine/core';
import { FilterText } from '../host/filter-text.tsx';
import type { AuditSearch } from './search.ts';

interface LedgerFiltersProps {
  readonly search: AuditSearch;
  readonly onChange: (changes: AuditSearch) => void;
}

export function LedgerFilters({ search, onChange }: LedgerFiltersProps) {
  const { text, from, until } = search;
  return (
    <search className="ledger-filters">
      <FilterText
        label="Find"
        placeholder="Who, what or of what"
        value={text}
        onChange={(typed) => onChange({ text: typed })}
      />
      <TextInput
        type="date"
        label="From"
        value={from ?? ''}
        onChange={(event) => onChange({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        label="Until the end of"
        value={until ?? ''}
        error={from !== undefined && until !== undefined && until < from && 'is before From'}
        onChange={(event) => onChange({ until: event.currentTarget.value || undefined })}
      />
    </search>
  );
}

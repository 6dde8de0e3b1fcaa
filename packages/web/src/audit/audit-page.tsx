import './audit.css';
import { Button } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { Page } from '../ui/index.ts';
import { ChainState } from './chain-state.tsx';
import { Ledger } from './ledger.tsx';
import { LedgerFilters } from './ledger-filters.tsx';
import { csvAddress } from './queries.ts';
import { type AuditSearch, isFiltered } from './search.ts';

/** Who did what here, and is that all and unchanged? */
export function AuditPage({ search }: { readonly search: AuditSearch }) {
  const navigate = useNavigate();
  const change = (changes: AuditSearch) =>
    void navigate({ to: '/audit', search: { ...search, ...changes }, replace: true });
  return (
    <Page title="Audit">
      <ChainState />
      <section className="panel stack" aria-labelledby="ledger">
        <div className="row row--apart">
          <h2 id="ledger">The ledger</h2>
          <Button
            component="a"
            href={csvAddress(search)}
            download
            variant="default"
            size="compact-sm"
            leftSection={<IconFileTypeCsv size={16} aria-hidden />}
          >
            {isFiltered(search) ? 'Export what matches as CSV' : 'Export CSV'}
          </Button>
        </div>
        <LedgerFilters search={search} onChange={change} />
        <Ledger search={search} />
      </section>
    </Page>
  );
}

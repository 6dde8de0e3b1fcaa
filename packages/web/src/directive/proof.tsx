import type { DirectiveSummary } from '@daybreak/protocol/directive';
import { Button } from '@mantine/core';
import { IconFileTypeCsv, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Answer } from '../ui/index.ts';
import { AsOfPicker } from './as-of-picker.tsx';
import { ComplianceHosts } from './compliance-hosts.tsx';
import { ComplianceSummary } from './compliance-summary.tsx';
import { complianceQuery, csvAddress } from './queries.ts';
import type { DirectiveSearch } from './search.ts';

interface ProofProps {
  readonly directive: DirectiveSummary;
  readonly search: DirectiveSearch;
}

/** Who complies and who does not, as of a date, with the reason; and what to hand an auditor. */
export function Proof({ directive, search }: ProofProps) {
  const { id, zone } = directive;
  const navigate = useNavigate();
  const query = useQuery(complianceQuery(id, search));
  const change = (changes: DirectiveSearch) =>
    void navigate({
      to: '/directives/$id',
      params: { id },
      search: { ...search, ...changes },
      replace: true,
      resetScroll: false,
    });
  return (
    <section className="panel stack" aria-label="Who complies">
      <div className="row row--apart">
        <h2>Who complies</h2>
        <HandOut id={id} search={search} />
      </div>
      <AsOfPicker search={search} zone={zone} onChange={change} />
      <Answer query={query} lines={4}>
        {(found) => <ComplianceSummary found={found} zone={zone} />}
      </Answer>
      <ComplianceHosts
        id={id}
        search={search}
        counts={query.data?.counts ?? null}
        onShow={(show) => change({ show })}
      />
    </section>
  );
}

function HandOut({ id, search: { asOf, knowing } }: { id: string; search: DirectiveSearch }) {
  return (
    <div className="row">
      <Button
        component="a"
        href={csvAddress(id, { asOf, knowing })}
        download
        variant="default"
        size="compact-sm"
        leftSection={<IconFileTypeCsv size={16} aria-hidden />}
      >
        Export CSV
      </Button>
      <Button
        renderRoot={(props) => (
          <Link to="/directives/$id/proof" params={{ id }} search={{ asOf, knowing }} {...props} />
        )}
        variant="default"
        size="compact-sm"
        leftSection={<IconPrinter size={16} aria-hidden />}
      >
        Print view
      </Button>
    </div>
  );
}

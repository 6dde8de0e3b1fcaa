import './proof-page.css';
import type { Compliance, HostCompliance } from '@daybreak/protocol/compliance';
import { complianceHosts } from '@daybreak/protocol/compliance';
import type { DirectiveDetail } from '@daybreak/protocol/directive';
import { Button } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../api/index.ts';
import { queryText } from '../api/query-text.ts';
import { Answer, numberText } from '../ui/index.ts';
import { PrintedHosts } from './printed-hosts.tsx';
import { PrintedOrder } from './printed-order.tsx';
import { complianceQuery, directiveQuery, pathOf } from './queries.ts';
import type { ProofSearch } from './search.ts';
import { titleOf } from './words.ts';

/** More rows make no proof that anybody reads: the CSV file has them all. */
const rowsMax = 5_000;
const pageSize = 500;

interface ProofPageProps {
  readonly id: string;
  readonly search: ProofSearch;
}

/** The proof on paper: from here the browser prints it, or keeps it as a PDF. */
export function ProofPage({ id, search }: ProofPageProps) {
  const detail = useQuery(directiveQuery(id));
  const found = useQuery(complianceQuery(id, search));
  return (
    <main className="proof">
      <title>Proof of compliance · Daybreak</title>
      <div className="proof__bar row">
        <Link to="/directives/$id" params={{ id }} search={search}>
          Back to the directive
        </Link>
        <Button size="compact-sm" onClick={() => window.print()}>
          Print, or keep as PDF
        </Button>
      </div>
      <Answer query={detail}>
        {(directive) => (
          <Answer query={found}>{(counts) => <Printed detail={directive} found={counts} />}</Answer>
        )}
      </Answer>
    </main>
  );
}

interface PrintedProps {
  readonly detail: DirectiveDetail;
  readonly found: Compliance;
}

function Printed({ detail, found }: PrintedProps) {
  const hosts = useQuery(allHostsQuery(found));
  return (
    <>
      <h1>Compliance with {titleOf(detail.directive)}</h1>
      <PrintedOrder detail={detail} found={found} />
      <Answer query={hosts}>
        {({ rows, whole }) => (
          <>
            <PrintedHosts hosts={rows} />
            {!whole && (
              <p>
                Only the first {numberText(rows.length)} hosts are printed: the CSV file has all{' '}
                {numberText(found.hosts)}.
              </p>
            )}
          </>
        )}
      </Answer>
    </>
  );
}

/** All hosts at the very instant of the counts. */
function allHostsQuery({ directive, asOf, knowing }: Compliance) {
  return queryOptions({
    queryKey: ['directives', directive, 'printed', asOf, knowing],
    queryFn: async ({ signal }) => {
      const rows: HostCompliance[] = [];
      let cursor: string | null = '';
      while (cursor !== null && rows.length < rowsMax) {
        const query = queryText({ asOf, knowing, cursor, limit: pageSize });
        const path = `${pathOf(directive)}/compliance/hosts${query}`;
        const page: { hosts: HostCompliance[]; next: string | null } = await api.get(
          path,
          complianceHosts,
          signal,
        );
        rows.push(...page.hosts);
        cursor = page.next;
      }
      return { rows, whole: cursor === null };
    },
  });
}

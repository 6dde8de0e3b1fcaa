import {
  type ComplianceCounts,
  type ComplianceState,
  complianceState,
} from '@daybreak/protocol/compliance';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { numberText, ProblemNotice } from '../ui/index.ts';
import { ComplianceTable } from './compliance-table.tsx';
import { complianceHostsQuery } from './queries.ts';
import type { DirectiveSearch } from './search.ts';
import { StateTabs } from './state-tabs.tsx';
import { unsettled } from './states.ts';

interface ComplianceHostsProps {
  readonly id: string;
  readonly search: DirectiveSearch;
  /** Null while they are not known. */
  readonly counts: ComplianceCounts | null;
  readonly onShow: (show: DirectiveSearch['show']) => void;
}

/** The hosts in some states, each with the reason. */
export function ComplianceHosts({ id, search, counts, onShow }: ComplianceHostsProps) {
  const states = statesOf(search.show, counts);
  const query = useInfiniteQuery(complianceHostsQuery(id, search, states));
  const hosts = query.data?.pages.flatMap((page) => page.hosts) ?? [];
  const total = counts === null ? null : states.reduce((sum, state) => sum + counts[state], 0);
  return (
    <>
      {counts !== null && <StateTabs counts={counts} shown={states} onShow={onShow} />}
      {query.error !== null && (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && hosts.length === 0 && (
        <p className="muted" role="status">
          {search.show === undefined
            ? 'No host is overdue, open or unknown.'
            : 'No host is in this state.'}
        </p>
      )}
      {hosts.length > 0 && (
        <>
          <p role="status">
            {numberText(hosts.length)}
            {total !== null && ` of ${numberText(total)}`} hosts shown, by name
          </p>
          <ComplianceTable hosts={hosts} />
        </>
      )}
      {query.hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

/** Unless one has chosen: the gravest state in which hosts need somebody. */
function statesOf(
  show: DirectiveSearch['show'],
  counts: ComplianceCounts | null,
): readonly ComplianceState[] {
  if (show === 'all') return complianceState.options;
  if (show !== undefined) return [show];
  const gravest = unsettled.find((state) => counts !== null && counts[state] > 0);
  return gravest === undefined ? unsettled : [gravest];
}

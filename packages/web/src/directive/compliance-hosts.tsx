import {
  type ComplianceCounts,
  type ComplianceState,
  complianceState,
} from '@daybreak/protocol/compliance';
import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { numberText, ProblemNotice } from '../ui/index.ts';
import { ComplianceTable } from './compliance-table.tsx';
import { complianceHostsQuery } from './queries.ts';
import type { DirectiveSearch } from './search.ts';
import { shownStates, unsettled } from './states.ts';

interface ComplianceHostsProps {
  readonly id: string;
  readonly search: DirectiveSearch;
  /** Null while they are not known. */
  readonly counts: ComplianceCounts | null;
  readonly onShow: (show: DirectiveSearch['show']) => void;
}

/** The hosts in some states, each with the reason. */
export function ComplianceHosts({ id, search, counts, onShow }: ComplianceHostsProps) {
  const states = statesOf(search.show);
  const query = useInfiniteQuery(complianceHostsQuery(id, search, states));
  const hosts = query.data?.pages.flatMap((page) => page.hosts) ?? [];
  const total = counts === null ? null : states.reduce((sum, state) => sum + counts[state], 0);
  return (
    <>
      <div className="fields-row">
        <NativeSelect
          label="Show"
          data={choices(counts)}
          value={search.show ?? ''}
          onChange={(event) => onShow(chosen(event.currentTarget.value))}
        />
      </div>
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
            {total !== null && ` of ${numberText(total)}`} hosts shown
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

function statesOf(show: DirectiveSearch['show']): readonly ComplianceState[] {
  if (show === undefined) return unsettled;
  return show === 'all' ? complianceState.options : [show];
}

function chosen(value: string): DirectiveSearch['show'] {
  return value === 'all' ? 'all' : complianceState.safeParse(value).data;
}

function choices(counts: ComplianceCounts | null) {
  const each = complianceState.options.map((value) => {
    const { word, means } = shownStates[value];
    const count = counts === null ? '' : ` (${numberText(counts[value])})`;
    return { value, label: `${word}${count}: ${means}` };
  });
  return [
    { value: '', label: 'overdue, open and unknown' },
    { value: 'all', label: 'every host' },
    ...each,
  ];
}

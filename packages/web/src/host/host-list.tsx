import type { ListedHost } from '@daybreak/protocol/host';
import { Button, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Age, Count, EmptyState } from '../ui/index.ts';
import { HostTable } from './host-table.tsx';
import { type HostSearch, isFiltered } from './search.ts';

interface HostListProps {
  readonly search: HostSearch;
  readonly hosts: readonly ListedHost[];
  /** How many match, on all pages; null while it is not known. */
  readonly total: number | null;
  readonly loadingMore: boolean;
  /** Asks for the next page; null when there is none. */
  readonly onMore: (() => void) | null;
  readonly dataUpdatedAt: number;
}

export function HostList(props: HostListProps) {
  const { search, hosts, total, onMore } = props;
  if (total === null) return <Skeleton height={480} aria-label="Loading" role="status" />;
  if (total === 0) return <NoHosts filtered={isFiltered(search)} />;
  return (
    <>
      <p className="row" role="status">
        <span>
          <Count
            count={hosts.length}
            of={total}
            what={isFiltered(search) ? 'matching hosts' : 'hosts'}
          />{' '}
          shown, as of <Age at={new Date(props.dataUpdatedAt).toISOString()} />
        </span>
        {isFiltered(search) && <Link to="/hosts">Show all hosts</Link>}
      </p>
      <HostTable hosts={hosts} />
      {onMore !== null && (
        <div>
          <Button variant="default" loading={props.loadingMore} onClick={onMore}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

function NoHosts({ filtered }: { readonly filtered: boolean }) {
  return filtered ? (
    <EmptyState title="No host matches">
      <p>
        The fleet may well have hosts: <Link to="/hosts">show all</Link>
      </p>
    </EmptyState>
  ) : (
    <EmptyState title="There is no host yet">
      <p>
        <Link to="/hosts/add">Add hosts</Link>, or look at the example fleet from{' '}
        <Link to="/">Today</Link>.
      </p>
    </EmptyState>
  );
}

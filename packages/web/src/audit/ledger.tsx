import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Age, Count, EmptyState, ProblemNotice } from '../ui/index.ts';
import { LedgerEntry } from './ledger-entry.tsx';
import { auditQuery } from './queries.ts';
import { type AuditSearch, isFiltered } from './search.ts';

/** Who did what, of what and when: the newest first. */
export function Ledger({ search }: { readonly search: AuditSearch }) {
  const query = useInfiniteQuery(auditQuery(search));
  const { error, isFetchingNextPage: loading } = query;
  const pages = query.data?.pages;
  const entries = pages?.flatMap((page) => page.entries);
  return (
    <>
      {error !== null && <ProblemNotice error={error} onRetry={() => void query.refetch()} />}
      {entries === undefined && error === null && (
        <Skeleton height={480} aria-label="Loading" role="status" />
      )}
      {entries?.length === 0 && <NoEntries filtered={isFiltered(search)} />}
      {entries !== undefined && entries.length > 0 && (
        <>
          <p className="row" role="status">
            <span>
              <Count
                count={entries.length}
                of={pages?.[0]?.total ?? entries.length}
                what={isFiltered(search) ? 'matching entries' : 'entries'}
              />{' '}
              shown, as of <Age at={new Date(query.dataUpdatedAt).toISOString()} />
            </span>
            {isFiltered(search) && <Link to="/audit">Show all entries</Link>}
          </p>
          <ol className="ledger">
            {entries.map((entry) => (
              <LedgerEntry key={entry.sequence} entry={entry} />
            ))}
          </ol>
        </>
      )}
      {query.hasNextPage && (
        <div>
          <Button variant="default" loading={loading} onClick={() => void query.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

function NoEntries({ filtered }: { readonly filtered: boolean }) {
  return filtered ? (
    <EmptyState title="No entry matches">
      <p>
        The ledger has others: <Link to="/audit">show all</Link>
      </p>
    </EmptyState>
  ) : (
    <EmptyState title="The ledger is empty">
      <p>Whatever is done from now on is written here.</p>
    </EmptyState>
  );
}

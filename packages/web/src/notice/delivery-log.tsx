import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { EmptyState, ProblemNotice } from '../ui/index.ts';
import { DeliveryTable } from './delivery-table.tsx';
import { deliveriesQuery } from './queries.ts';

/** What was sent, what is tried again, what was given up. */
export function DeliveryLog() {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(deliveriesQuery);
  const deliveries = data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <section className="panel stack" aria-labelledby="delivery-log">
      <h2 id="delivery-log">What was sent</h2>
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <Skeleton height={160} aria-label="Loading" role="status" />
      )}
      {data !== undefined && deliveries.length === 0 && (
        <EmptyState title="Nothing has been sent yet">
          <p>Each message is kept here, with what came of it. Atom feeds are fetched, not sent.</p>
        </EmptyState>
      )}
      {deliveries.length > 0 && <DeliveryTable deliveries={deliveries} />}
      {hasNextPage && (
        <div>
          <Button
            variant="default"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            Show older ones
          </Button>
        </div>
      )}
    </section>
  );
}

import type { NoticeDelivery } from '@daybreak/protocol/notice';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { noticesKey, retryDelivery } from './queries.ts';

/** Tries at once; the list tells what came of it. */
export function RetryDelivery({ delivery }: { readonly delivery: NoticeDelivery }) {
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => retryDelivery(delivery.id),
    onSettled: () => client.invalidateQueries({ queryKey: noticesKey }),
  });
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Retry now: ${delivery.channel}, ${delivery.updates.join(', ')}`}
        loading={retry.isPending}
        onClick={() => retry.mutate()}
      >
        Retry now
      </Button>
      <span role="status">
        {retry.error?.message}
        {retry.isSuccess && 'Being tried.'}
      </span>
    </>
  );
}

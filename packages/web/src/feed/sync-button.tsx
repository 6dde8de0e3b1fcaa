import type { SyncState } from '@daybreak/protocol/feed';
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ProblemNotice } from '../ui/index.ts';
import { feedsQuery, startSync } from './queries.ts';
import { SyncProgress } from './sync-progress.tsx';

/** Starts a sync, and shows how it goes. */
export function SyncButton() {
  const client = useQueryClient();
  const { data } = useQuery(feedsQuery);
  const start = useMutation({
    mutationFn: startSync,
    onSuccess: () => client.invalidateQueries({ queryKey: feedsQuery.queryKey }),
  });
  useRenewalAfterSync(data?.sync);
  const running = data?.sync.state === 'running';
  return (
    <div className="stack">
      <div>
        <Button
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={start.isPending}
          aria-disabled={running}
          onClick={() => !running && start.mutate()}
        >
          {running ? 'A sync is running' : 'Sync the feeds now'}
        </Button>
      </div>
      {start.error !== null && <ProblemNotice error={start.error} />}
      {data !== undefined && <SyncProgress sync={data.sync} />}
    </div>
  );
}

/** What was read may change every answer: once a sync has ended, all of them are asked for again. */
function useRenewalAfterSync(sync: SyncState | undefined): void {
  const client = useQueryClient();
  const ended = sync && endOf(sync);
  const last = useRef(ended);
  useEffect(() => {
    // A quick sync is over before it was seen to run, so its end is what is compared.
    if (last.current !== undefined && ended && ended !== last.current) {
      void client.invalidateQueries();
    }
    if (ended !== undefined) last.current = ended;
  }, [client, ended]);
}

/** When the last sync ended; empty while none has. */
function endOf(sync: SyncState): string {
  return sync.state === 'done' || sync.state === 'failed' ? sync.endedAt : '';
}

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
  const state = data?.sync.state;
  useRenewalAfterSync(state);
  const running = state === 'running';
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

/** What was read may change every answer: once a sync is over, all of them are asked for again. */
function useRenewalAfterSync(state: string | undefined): void {
  const client = useQueryClient();
  const last = useRef(state);
  useEffect(() => {
    if (last.current === 'running' && state !== 'running') void client.invalidateQueries();
    last.current = state;
  }, [client, state]);
}

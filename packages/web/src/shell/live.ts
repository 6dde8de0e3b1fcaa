import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Asks anew for what is shown as soon as the server says that it may be another. */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const stream = new EventSource('/api/live');
    const stop = follow(stream, client);
    return () => {
      stop();
      stream.close();
    };
  }, [client]);
}

/** The first word after each connection is how things are: only another one is news. */
function follow(stream: EventSource, client: QueryClient): () => void {
  let last: string | null = null;
  const onRevision = ({ data }: MessageEvent<string>): void => {
    if (last !== null && last !== data) void client.invalidateQueries();
    last = data;
  };
  stream.addEventListener('revision', onRevision);
  return () => stream.removeEventListener('revision', onRevision);
}

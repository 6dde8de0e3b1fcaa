import type { Query, QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { calmly } from './calmly.ts';

/** While hosts come in by the hundred there is news all the time; nobody reads faster than this. */
const restMs = 5_000;

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
  const news = calmly(() => askAnew(client), restMs);
  const onRevision = ({ data }: MessageEvent<string>): void => {
    if (last !== null && last !== data) news.call();
    last = data;
  };
  stream.addEventListener('revision', onRevision);
  return () => {
    news.stop();
    stream.removeEventListener('revision', onRevision);
  };
}

function askAnew(client: QueryClient): void {
  void client.invalidateQueries({ predicate: (query) => !isCostly(query) });
  void client.invalidateQueries({ predicate: isCostly, refetchType: 'none' });
}

/** What every host must be judged for is asked for at its own pace, or when it is opened again. */
function isCostly({ meta }: Query): boolean {
  return meta?.['costly'] === true;
}

import { directiveList } from '@daybreak/protocol/directive';
import {
  type Exception,
  exception,
  exceptionList,
  type newException,
} from '@daybreak/protocol/exception';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../api/index.ts';

const path = '/api/exceptions';

/** All exceptions, also those that have ended; the newest first. */
export const exceptionsQuery = queryOptions({
  queryKey: ['exceptions'],
  queryFn: async ({ signal }) => (await api.get(path, exceptionList, signal)).exceptions,
  refetchInterval: 60_000,
});

/** The directives by id: what people call them. */
export const directiveTitlesQuery = queryOptions({
  queryKey: ['directive-titles'],
  queryFn: async ({ signal }) => {
    const { directives } = await api.get('/api/directives', directiveList, signal);
    return directives.map(({ id, advisory, terms }) => ({
      id,
      title: terms?.title ?? advisory ?? 'a directive',
    }));
  },
  staleTime: 60_000,
});

export type WantedException = z.input<typeof newException>;

export function makeException(wanted: WantedException): Promise<Exception> {
  return api.post(path, exception, wanted);
}

export function revokeException(id: string): Promise<Exception> {
  return api.post(`${path}/${encodeURIComponent(id)}/revoke`, exception);
}

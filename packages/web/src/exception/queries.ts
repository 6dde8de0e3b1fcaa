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

export type WantedException = z.input<typeof newException>;

export function makeException(wanted: WantedException): Promise<Exception> {
  return api.post(path, exception, wanted);
}

export function revokeException(id: string): Promise<Exception> {
  return api.post(`${path}/${encodeURIComponent(id)}/revoke`, exception);
}

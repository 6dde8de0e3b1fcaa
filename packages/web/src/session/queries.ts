import {
  type Credentials,
  type Session,
  type Setup,
  session,
  sessionState,
} from '@daybreak/protocol/session';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../api/index.ts';

/** Who is using these screens. Whatever is asked later carries this session's CSRF token. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    const state = await api.get('/api/session', sessionState, signal);
    api.csrfToken = state.session?.csrfToken ?? '';
    return state;
  },
  staleTime: 60_000,
});

export function logIn(credentials: Credentials): Promise<Session> {
  return api.post('/api/session', session, credentials);
}

/** Makes the first administrator, and opens a session for them. */
export function setUp(first: Setup): Promise<Session> {
  return api.post('/api/setup', session, first);
}

export function logOut(): Promise<null> {
  return api.delete('/api/session', z.null());
}

/** From here on, this session is the one. What was known before is forgotten. */
export function enterSession(client: QueryClient, opened: Session | null): void {
  client.clear();
  api.csrfToken = opened?.csrfToken ?? '';
  client.setQueryData(sessionQuery.queryKey, { session: opened, setupNeeded: false });
}

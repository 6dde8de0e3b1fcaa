import type { Page } from 'playwright-core';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH';

export type Asker = <T>(method: Method, path: string, data?: object) => Promise<T>;

/** Asks the API as the screens do. */
export async function askerOf({ request }: Page, origin: string): Promise<Asker> {
  const session = await (await request.get(`${origin}/api/session`)).json();
  const headers = { origin, 'x-csrf-token': `${session.session.csrfToken}` };
  return async <T>(method: Method, path: string, data?: object): Promise<T> => {
    const more = data === undefined ? {} : { data };
    const response = await request.fetch(`${origin}${path}`, { method, headers, ...more });
    if (!response.ok()) throw new Error(`${method} ${path}: ${await response.text()}`);
    return response.json();
  };
}

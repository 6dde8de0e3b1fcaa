import { FeedError } from '../feed/index.ts';
import type { Fetch } from './client.ts';

const redirectsMax = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Follows redirects itself, so that none leads away from HTTPS.
 * @throws FeedError `refused`; whatever `fetch` throws when it cannot connect
 */
export async function followRedirects(
  fetch: Fetch,
  address: string,
  init: RequestInit,
): Promise<Response> {
  let target = ensureHttps(address, address);
  for (let followed = 0; followed <= redirectsMax; followed += 1) {
    const response = await fetch(target, { ...init, redirect: 'manual' });
    const location = response.headers.get('location');
    if (!redirects.has(response.status) || location === null) return response;
    await response.body?.cancel();
    target = ensureHttps(location, target);
  }
  throw new FeedError('refused', address, '', `redirects more than ${redirectsMax} times`);
}

function ensureHttps(location: string, base: string): string {
  const url = URL.canParse(location, base) ? new URL(location, base) : null;
  if (url?.protocol === 'https:') return url.href;
  throw new FeedError('refused', base, '', `not an HTTPS address: ${location}`);
}

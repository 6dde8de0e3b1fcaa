/**
 * Requests that change something must come from our own pages: a browser says where a request
 * comes from (Sec-Fetch-Site, Origin), and a program that is no browser says nothing at all. What
 * a session does must carry its CSRF token besides (see session/access.ts).
 */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from './problem.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export function isSafe(request: FastifyRequest): boolean {
  return safeMethods.has(request.method);
}

export function refuseForeignOrigins(app: FastifyInstance, origin: string): void {
  app.addHook('onRequest', async (request) => {
    if (!isSafe(request) && isForeign(request, origin)) {
      throw new Refusal('forbidden', 'It came from a page of another site.');
    }
  });
}

function isForeign({ headers, host }: FastifyRequest, own: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return true;
  const { origin } = headers;
  return origin !== undefined && origin !== own && hostOf(origin) !== host;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

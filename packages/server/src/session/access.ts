/** Who is asking: the session cookie, and the CSRF token for what changes something. */

import type { Session } from '@daybreak/protocol/session';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { isSafe } from '../http/same-origin.ts';
import { resumeSession } from './service.ts';
import { sameSecret } from './token.ts';

const sessions = new WeakMap<FastifyRequest, Session>();

/** The name with which a browser accepts the cookie over https from this host only. */
export function cookieName(origin: string): string {
  return isHttps(origin) ? '__Host-daybreak_session' : 'daybreak_session';
}

export function sessionToken(request: FastifyRequest, origin: string): string | null {
  return request.cookies[cookieName(origin)] ?? null;
}

export function giveCookie(reply: FastifyReply, origin: string, token: string): void {
  reply.setCookie(cookieName(origin), token, cookieOptions(origin));
}

export function takeCookie(reply: FastifyReply, origin: string): void {
  reply.clearCookie(cookieName(origin), cookieOptions(origin));
}

function cookieOptions(origin: string) {
  return { path: '/', httpOnly: true, sameSite: 'strict' as const, secure: isHttps(origin) };
}

function isHttps(origin: string): boolean {
  return origin.startsWith('https:');
}

/** From here on, every route wants a session. */
export function requireSession(app: FastifyInstance, context: ServerContext): void {
  app.addHook('onRequest', async (request) => {
    const token = sessionToken(request, context.origin);
    const session = token === null ? null : await resumeSession(context, token);
    if (session === null)
      throw new Refusal('not-logged-in', 'There is no session, or it has ended.');
    if (!isSafe(request)) requireCsrfToken(request, session);
    sessions.set(request, session);
  });
}

export function requireCsrfToken(request: FastifyRequest, session: Session): void {
  const given = request.headers['x-csrf-token'];
  if (typeof given !== 'string' || !sameSecret(given, session.csrfToken)) {
    throw new Refusal('forbidden', "The header x-csrf-token does not hold this session's token.");
  }
}

/** Who is asking, in a route that wants a session. */
export function userOf(request: FastifyRequest): Session['user'] {
  const session = sessions.get(request);
  if (session === undefined) throw new Error(`${request.url} asks for a user but wants no session`);
  return session.user;
}

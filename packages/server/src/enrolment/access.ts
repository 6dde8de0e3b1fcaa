/**
 * Which host is asking: the enrolment token in the header Authorization, and nothing else. Cookies
 * count for nothing here: what a browser sends by itself can not enrol a host.
 */

import { type EnrolmentToken, findEnrolmentToken } from '@daybreak/storage/enrolment';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { limitAttempts } from '../session/limit-attempts.ts';
import { LoginLimit } from '../session/login-limit.ts';
import { hashToken } from '../session/token.ts';

const tokens = new WeakMap<FastifyRequest, EnrolmentToken>();

/**
 * From here on, every route wants an enrolment token, before the body is read. Only wrong ones are
 * counted: a whole fleet may come from one address, and its neighbour's old command must not keep
 * it out.
 */
export function requireEnrolmentToken(app: FastifyInstance, context: ServerContext): void {
  const limit = new LoginLimit();
  app.addHook('onRequest', async (request, reply) => {
    const token = await workingToken(context, request.headers.authorization);
    if (token === null) {
      limitAttempts(limit, null, request, context.now());
      reply.header('www-authenticate', 'Bearer');
      throw tokenNotValid();
    }
    tokens.set(request, token);
  });
}

async function workingToken(
  { database, now }: ServerContext,
  header: string | undefined,
): Promise<EnrolmentToken | null> {
  const secret = /^Bearer ([\w-]{43})$/i.exec(header ?? '')?.[1];
  if (secret === undefined) return null;
  return findEnrolmentToken(database, { tokenHash: hashToken(secret), at: now() });
}

/** The same for one that never was, has expired, or was revoked. */
export function tokenNotValid(): Refusal {
  return new Refusal('token-not-valid', 'Make a new command on the page Add hosts.');
}

/** The token that came with the request, in a route that wants one. */
export function tokenOf(request: FastifyRequest): EnrolmentToken {
  const token = tokens.get(request);
  if (token === undefined) throw new Error(`${request.url} asks for a token but wants none`);
  return token;
}

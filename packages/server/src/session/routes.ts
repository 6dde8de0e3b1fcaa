import { credentials, session, sessionState, setup } from '@daybreak/protocol/session';
import { countUsers } from '@daybreak/storage/user';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { typed } from '../http/typed.ts';
import { giveCookie, requireCsrfToken, sessionToken, takeCookie } from './access.ts';
import { limitAttempts } from './limit-attempts.ts';
import { LoginLimit } from './login-limit.ts';
import { logIn, logOut, resumeSession, setUp } from './service.ts';

export function sessionRoutes(app: FastifyInstance, context: ServerContext): void {
  stateRoute(app, context);
  setupRoute(app, context);
  loginRoute(app, context);
  logoutRoute(app, context);
}

function stateRoute(app: FastifyInstance, context: ServerContext): void {
  const schema = {
    summary: 'Who am I, and is there an administrator yet?',
    security: [],
    response: { 200: sessionState },
  };
  typed(app).get('/api/session', { schema }, async (request) => {
    const setupNeeded = (await countUsers(context.database)) === 0;
    return { session: await current(context, request), setupNeeded };
  });
}

function setupRoute(app: FastifyInstance, context: ServerContext): void {
  const schema = {
    summary: 'Make the first administrator, with the token of the setup link',
    security: [],
    body: setup,
    response: { 200: session },
  };
  const limit = new LoginLimit();
  typed(app).post('/api/setup', { schema }, async (request, reply) => {
    limitAttempts(limit, 'setup', request, context.now());
    const opened = await setUp(context, request.body);
    giveCookie(reply, context.origin, opened.token);
    return opened.session;
  });
}

function loginRoute(app: FastifyInstance, context: ServerContext): void {
  const schema = { summary: 'Log in', security: [], body: credentials, response: { 200: session } };
  const limit = new LoginLimit();
  typed(app).post('/api/session', { schema }, async (request, reply) => {
    const { name } = request.body;
    limitAttempts(limit, name, request, context.now());
    const opened = await logIn(context, request.body);
    limit.succeed(name, request.ip);
    giveCookie(reply, context.origin, opened.token);
    return opened.session;
  });
}

function logoutRoute(app: FastifyInstance, context: ServerContext): void {
  const schema = { summary: 'Log out', response: { 204: z.null() } };
  typed(app).delete('/api/session', { schema }, async (request, reply) => {
    const [found, token] = [await current(context, request), sessionToken(request, context.origin)];
    if (found !== null && token !== null) {
      requireCsrfToken(request, found);
      await logOut(context, token, found.user.name);
    }
    return gone(reply, context.origin);
  });
}

function gone(reply: FastifyReply, origin: string) {
  takeCookie(reply, origin);
  return reply.code(204).send(null);
}

async function current(context: ServerContext, request: FastifyRequest) {
  const token = sessionToken(request, context.origin);
  return token === null ? null : resumeSession(context, token);
}

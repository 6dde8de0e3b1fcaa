import { transact } from '@daybreak/storage/database';
import { readByToken, readNewestNotices } from '@daybreak/storage/notice';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { typed } from '../http/typed.ts';
import { limitAttempts } from '../session/limit-attempts.ts';
import { LoginLimit } from '../session/login-limit.ts';
import { hashToken } from '../session/token.ts';
import { atomFeed } from './atom.ts';

const entriesMax = 100;

/** What feed readers ask, which have no session: whoever has the address may read. */
export function atomRoute(app: FastifyInstance, context: ServerContext): void {
  const limit = new LoginLimit();
  const schema = {
    summary: 'The newest notices as an Atom feed, for whoever has its token',
    security: [],
    querystring: z.object({ token: z.string().regex(/^[\w-]{43}$/) }),
    produces: ['application/atom+xml'],
    response: { 200: z.string() },
  };
  typed(app).get('/api/notices.atom', { schema }, async (request, reply) => {
    const { database, now, origin } = context;
    const token = { tokenHash: hashToken(request.query.token), at: now() };
    if (!(await transact(database, (tx) => readByToken(tx, token)))) {
      limitAttempts(limit, null, request, now());
      throw new Refusal('not-found', 'There is no such feed; it may have been removed.');
    }
    const notices = await readNewestNotices(database, entriesMax);
    reply.type('application/atom+xml; charset=utf-8');
    return atomFeed(notices, origin, now());
  });
}

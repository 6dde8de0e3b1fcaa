import {
  directiveDetail,
  directiveId,
  directiveList,
  kevFollowed,
  newDirective,
  newTerms,
  scopeNames,
  withdrawal,
} from '@daybreak/protocol/directive';
import { listDirectives } from '@daybreak/storage/directive';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { typed } from '../http/typed.ts';
import { userOf } from '../session/access.ts';
import { changeDirective, issueDirective, noDirective } from './change.ts';
import { followKev, stopFollowing } from './follow.ts';
import { kevOf, withEvents } from './read.ts';
import { scopeNamesOf } from './scope-names.ts';
import { detailOf, summaryOf } from './view.ts';

const path = '/api/directives';
const detail = { response: { 200: directiveDetail } };
const params = z.object({ id: directiveId });

export function directiveRoutes(app: FastifyInstance, context: ServerContext): void {
  readRoutes(app, context);
  scopeRoute(app, context);
  issueRoutes(app, context);
  changeRoutes(app, context);
  followRoutes(app, context);
}

function readRoutes(app: FastifyInstance, { database, exposure, now }: ServerContext): void {
  const list = { summary: 'The directives, the newest first', response: { 200: directiveList } };
  typed(app).get(path, { schema: list }, async () => {
    const stored = await listDirectives(database);
    const atMs = now().getTime();
    return { directives: stored.map((one) => summaryOf(withEvents(one, kevOf(exposure)), atMs)) };
  });
  const one = { summary: 'One directive, with all that became of it', params, ...detail };
  typed(app).get(`${path}/:id`, { schema: one }, async (request) => {
    const [stored] = await listDirectives(database, request.params.id);
    if (stored === undefined) throw noDirective();
    return detailOf(withEvents(stored, kevOf(exposure)), now().getTime());
  });
}

function scopeRoute(app: FastifyInstance, { database }: ServerContext): void {
  const schema = {
    summary: 'Products, roles and groups that hosts have now',
    response: { 200: scopeNames },
  };
  typed(app).get('/api/scope-names', { schema }, () => scopeNamesOf(database));
}

function issueRoutes(app: FastifyInstance, context: ServerContext): void {
  const issue = { summary: 'Enter an order that an authority issued', body: newDirective };
  typed(app).post(path, { schema: { ...issue, ...detail } }, (request) =>
    issueDirective(context, userOf(request).name, request.body),
  );
  const again = { summary: 'Issue an order anew that was withdrawn', body: newTerms, params };
  typed(app).post(`${path}/:id/issue`, { schema: { ...again, ...detail } }, (request) => {
    const change = { kind: 'issued' as const, ...request.body };
    return changeDirective(context, userOf(request).name, request.params.id, change);
  });
}

function changeRoutes(app: FastifyInstance, context: ServerContext): void {
  const amend = { summary: 'Change what an order says', body: newTerms, params };
  typed(app).post(`${path}/:id/amend`, { schema: { ...amend, ...detail } }, (request) => {
    const change = { kind: 'amended' as const, ...request.body };
    return changeDirective(context, userOf(request).name, request.params.id, change);
  });
  const withdraw = { summary: 'Withdraw an order', body: withdrawal, params };
  typed(app).post(`${path}/:id/withdraw`, { schema: { ...withdraw, ...detail } }, (request) => {
    const change = { kind: 'withdrawn' as const, ...request.body };
    return changeDirective(context, userOf(request).name, request.params.id, change);
  });
}

function followRoutes(app: FastifyInstance, context: ServerContext): void {
  const follow = { summary: "Follow an advisory's entry in CISA's KEV catalogue as an order" };
  typed(app).post(
    `${path}/follow-kev`,
    { schema: { ...follow, body: kevFollowed, ...detail } },
    (request) => followKev(context, userOf(request).name, request.body.advisory),
  );
  const stop = { summary: 'Follow an entry of the KEV catalogue no more', params };
  typed(app).delete(
    `${path}/:id`,
    { schema: { ...stop, response: { 204: z.null() } } },
    async (request, reply) => {
      await stopFollowing(context, userOf(request).name, request.params.id);
      return reply.code(204).send(null);
    },
  );
}

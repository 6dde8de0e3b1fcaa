import { exception, exceptionId, exceptionList, newException } from '@daybreak/protocol/exception';
import { listExceptions } from '@daybreak/storage/exception';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { typed } from '../http/typed.ts';
import { userOf } from '../session/access.ts';
import { endException, makeException } from './change.ts';
import { shownException } from './view.ts';

const path = '/api/exceptions';
const one = { response: { 200: exception } };

export function exceptionRoutes(app: FastifyInstance, context: ServerContext): void {
  const routes = typed(app);
  const list = {
    summary: 'The exceptions, also those that have ended, the newest first',
    response: { 200: exceptionList },
  };
  routes.get(path, { schema: list }, async () => {
    const atMs = context.now().getTime();
    const all = await listExceptions(context.database);
    return { exceptions: all.map((each) => shownException(each, atMs)) };
  });
  const make = { summary: 'Make an exception, which ends by itself', body: newException, ...one };
  routes.post(path, { schema: make }, (request) =>
    makeException(context, userOf(request).name, request.body),
  );
  const params = z.object({ id: exceptionId });
  const revoke = { summary: 'Revoke an exception; it stays in the list', params, ...one };
  routes.post(`${path}/:id/revoke`, { schema: revoke }, (request) =>
    endException(context, userOf(request).name, request.params.id),
  );
}

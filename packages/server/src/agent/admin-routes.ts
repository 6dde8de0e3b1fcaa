/** What administrators do; in a part of the server that wants a session. */

import {
  agentTokenId,
  agentTokens,
  hostAgent,
  madeAgentTokens,
  newAgentTokens,
  newOrder,
  orderId,
  placedOrder,
} from '@daybreak/protocol/agent';
import { hostId } from '@daybreak/protocol/host';
import { readEvidence } from '@daybreak/storage/order';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { typed } from '../http/typed.ts';
import { userOf } from '../session/access.ts';
import type { UrgencyBoard } from '../urgency/board.ts';
import { revokeAgentOf, settleCloneOf } from './manage.ts';
import { cancelOrderOf, placeOrder } from './orders.ts';
import { endAgentToken, listedAgentTokens, makeAgentTokens } from './tokens.ts';
import { readHostAgent } from './view.ts';

const done = { response: { 204: z.null() } };
const ofHost = { params: z.object({ id: hostId }) };

export function agentAdminRoutes(
  app: FastifyInstance,
  context: ServerContext,
  urgency: UrgencyBoard,
): void {
  tokenRoutes(app, context);
  hostRoutes(app, context);
  orderRoutes(app, context, urgency);
}

function tokenRoutes(app: FastifyInstance, context: ServerContext): void {
  const routes = typed(app);
  const made = { body: newAgentTokens, response: { 200: madeAgentTokens } };
  routes.post(
    '/api/agent-tokens',
    { schema: { summary: 'Make tokens with which one host each joins, within a day', ...made } },
    (request) => makeAgentTokens(context, userOf(request), request.body),
  );
  const list = { summary: "The agents' tokens that work", response: { 200: agentTokens } };
  routes.get('/api/agent-tokens', { schema: list }, () => listedAgentTokens(context));
  const one = { params: z.object({ id: agentTokenId }), ...done };
  routes.delete(
    '/api/agent-tokens/:id',
    { schema: { summary: "Revoke an agent's token", ...one } },
    async (request, reply) => {
      await endAgentToken(context, userOf(request).name, request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function hostRoutes(app: FastifyInstance, context: ServerContext): void {
  const routes = typed(app);
  const read = {
    summary: "A host's agent as it is now, with the host's last orders",
    ...{ ...ofHost, response: { 200: hostAgent } },
  };
  routes.get('/api/hosts/:id/agent', { schema: read }, ({ params }) =>
    readHostAgent(context, params.id),
  );
  const revoke = { summary: "Revoke a host's agent: it is heard no more", ...ofHost, ...done };
  routes.post('/api/hosts/:id/agent/revoke', { schema: revoke }, async (request, reply) => {
    await revokeAgentOf(context, { actor: userOf(request).name, hostId: request.params.id });
    return reply.code(204).send(null);
  });
  const summary = 'Settle that two machines had the key of a host: it goes on with its next start';
  const settle = { summary, ...ofHost, ...done };
  routes.post('/api/hosts/:id/agent/settle-clone', { schema: settle }, async (request, reply) => {
    await settleCloneOf(context, { actor: userOf(request).name, hostId: request.params.id });
    return reply.code(204).send(null);
  });
}

function orderRoutes(app: FastifyInstance, context: ServerContext, urgency: UrgencyBoard): void {
  const routes = typed(app);
  const place = {
    summary: 'Place an order on one host, which does it if a signed manifest allows it',
    description: 'Evidence is gathered first where the policy of the host or a directive wants it.',
    ...{ ...ofHost, body: newOrder, response: { 200: placedOrder } },
  };
  routes.post('/api/hosts/:id/orders', { schema: place }, (request) => {
    const act = { actor: userOf(request).name, hostId: request.params.id };
    return placeOrder(context, urgency, act, request.body);
  });
  evidenceRoute(app, context);
  const cancel = {
    summary: 'Cancel an order that has not begun',
    ...{ params: z.object({ id: hostId, order: orderId }), ...done },
  };
  routes.post('/api/hosts/:id/orders/:order/cancel', { schema: cancel }, async (request, reply) => {
    const { id, order } = request.params;
    await cancelOrderOf(context, { actor: userOf(request).name, hostId: id }, order);
    return reply.code(204).send(null);
  });
}

function evidenceRoute(app: FastifyInstance, context: ServerContext): void {
  const schema = {
    summary: 'What the host gathered before the order: JSON, gzipped',
    params: z.object({ id: hostId, order: orderId }),
  };
  typed(app).get('/api/hosts/:id/orders/:order/evidence', { schema }, async (request, reply) => {
    const { id, order } = request.params;
    const evidence = await readEvidence(context.database, { id: order, hostId: id });
    if (evidence === null) throw new Refusal('not-found', 'The host has handed over none for it.');
    return reply
      .header('content-disposition', `attachment; filename="evidence-${order}.json.gz"`)
      .header('x-content-sha256', evidence.sha256)
      .type('application/gzip')
      .send(Buffer.from(evidence.bytes));
  });
}

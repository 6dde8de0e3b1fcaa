/** What agents ask; in a part of the server of its own, for it wants signatures and no session. */

import {
  agentEnrolment,
  candidatesUpload,
  checkIn,
  checkInAnswer,
  enrolledAgent,
  evidenceMaxBytes,
  evidenceUpload,
  healthUpload,
  orderId,
  orderReportUpload,
  postureUpload,
  statusUpload,
} from '@daybreak/protocol/agent';
import { publicKeyFromBytes, publicKeyOf } from '@daybreak/trust/key';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { agentScheme } from '../http/openapi.ts';
import { Refusal } from '../http/problem.ts';
import { typed } from '../http/typed.ts';
import { limitAttempts } from '../session/limit-attempts.ts';
import { LoginLimit } from '../session/login-limit.ts';
import type { AgentRequest } from './accept.ts';
import { type AgentCheckIn, answerCheckIns } from './check-in.ts';
import { takeCandidates, takeHealth, takeStatus } from './documents.ts';
import { enrolAgent } from './enrol.ts';
import { takeEvidence } from './evidence.ts';
import { Gatherer } from './gather.ts';
import { AgentKeys } from './keys.ts';
import { takePosture } from './posture.ts';
import { takeReport } from './reports.ts';
import { keepBytes, requireSignature, type SignedBy, signedWith, signerOf } from './signed.ts';

const smallMaxBytes = 20_000;
/** A log of 200,000 characters and 300 probes, each character of which JSON may write as six. */
const reportMaxBytes = 6_000_000;
/** 20,000 packages. */
const documentMaxBytes = 16_000_000;

const security = [{ [agentScheme]: [] }];
const taken = { security, response: { 204: z.null() } };

/** Requests of agents that have joined. */
export function agentRoutes(app: FastifyInstance, context: ServerContext): void {
  keepBytes(app);
  requireSignature(app, new AgentKeys(context.database), context.now);
  checkInRoute(app, context);
  documentRoutes(app, context);
  reportRoute(app, context);
  evidenceRoute(app, context);
}

/** The request that brings its key. */
export function agentEnrolRoute(app: FastifyInstance, context: ServerContext): void {
  keepBytes(app);
  const limit = new LoginLimit();
  const schema = {
    summary: 'Enrol an agent, whose key has signed the request',
    security,
    body: agentEnrolment,
    response: { 200: enrolledAgent },
  };
  typed(app).post('/api/agent/enrol', { schema, bodyLimit: smallMaxBytes }, async (request) => {
    const said = request.body;
    const key = publicKeyFromBytes(Buffer.from(said.publicKey, 'hex'));
    const signer = await signedWith(request, { id: publicKeyOf(key).keyID, key }, context.now());
    try {
      return await enrolAgent(context, { ...requestOf(signer, said.instance), said });
    } catch (error) {
      // Only wrong ones are counted: a whole fleet may come from one address.
      const isWrong = error instanceof Refusal && error.kind === 'token-not-valid';
      if (isWrong) limitAttempts(limit, null, request, context.now());
      throw error;
    }
  });
}

function checkInRoute(app: FastifyInstance, context: ServerContext): void {
  const batches = new Gatherer((batch: readonly AgentCheckIn[]) => answerCheckIns(context, batch));
  const schema = {
    summary: 'What an agent says each time, and what it is told',
    ...{ security, body: checkIn, response: { 200: checkInAnswer } },
  };
  // The headers that helmet adds are for browsers, and cost as much as the rest of the answer.
  const options = { schema, bodyLimit: smallMaxBytes, helmet: false } as const;
  typed(app).post('/api/agent/check-in', options, async (request) => {
    const answer = await batches.add({ ...bodyOf(request, request.body), said: request.body });
    if (answer instanceof Refusal) throw answer;
    return answer;
  });
}

function documentRoutes(app: FastifyInstance, context: ServerContext): void {
  const routes = typed(app);
  const options = { bodyLimit: documentMaxBytes };
  const posture = { summary: 'What the host is and has installed', ...taken };
  routes.post(
    '/api/agent/posture',
    { schema: { ...posture, body: postureUpload }, ...options },
    async (request, reply) => {
      await takePosture(context, bodyOf(request, request.body), request.body);
      return reply.code(204).send(null);
    },
  );
  const candidates = { summary: 'What the host could take from its sources', ...taken };
  routes.post(
    '/api/agent/candidates',
    { schema: { ...candidates, body: candidatesUpload }, ...options },
    async (request, reply) => {
      await takeCandidates(context, bodyOf(request, request.body), request.body.candidates);
      return reply.code(204).send(null);
    },
  );
  const status = { summary: 'What changes of a host without its posture changing', ...taken };
  routes.post(
    '/api/agent/status',
    { schema: { ...status, body: statusUpload }, ...options },
    async (request, reply) => {
      await takeStatus(context, bodyOf(request, request.body), request.body.status);
      return reply.code(204).send(null);
    },
  );
  const health = { summary: 'What a host sees of what it watches', ...taken };
  routes.post(
    '/api/agent/health',
    { schema: { ...health, body: healthUpload }, ...options },
    async (request, reply) => {
      await takeHealth(context, bodyOf(request, request.body), request.body.health);
      return reply.code(204).send(null);
    },
  );
}

function reportRoute(app: FastifyInstance, context: ServerContext): void {
  const schema = {
    summary: 'What became of an order; the same again changes nothing',
    ...{ ...taken, params: z.object({ id: orderId }), body: orderReportUpload },
  };
  const options = { schema, bodyLimit: reportMaxBytes };
  typed(app).post('/api/agent/orders/:id/reports', options, async (request, reply) => {
    const { id } = request.params;
    const { report } = request.body;
    await takeReport(context, bodyOf(request, request.body), { id, report });
    return reply.code(204).send(null);
  });
}

function evidenceRoute(app: FastifyInstance, context: ServerContext): void {
  const schema = {
    summary: 'What was gathered on the host before the order was begun',
    ...{ ...taken, params: z.object({ id: orderId }), body: evidenceUpload },
  };
  const options = { schema, bodyLimit: evidenceMaxBytes * 2 };
  typed(app).post('/api/agent/orders/:id/evidence', options, async (request, reply) => {
    const { sha256, evidence } = request.body;
    const handed = { id: request.params.id, sha256, evidence };
    await takeEvidence(context, bodyOf(request, request.body), handed);
    return reply.code(204).send(null);
  });
}

function bodyOf(request: FastifyRequest, { instance }: { instance: string }): AgentRequest {
  return requestOf(signerOf(request), instance);
}

function requestOf({ keyId, start, count }: SignedBy, instance: string): AgentRequest {
  return { keyId, run: { start, count, instance } };
}

import {
  newAssignment,
  newPolicy,
  policyDetail,
  policyId,
  policyList,
  uploadedPolicy,
} from '@daybreak/protocol/policy';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { typed } from '../http/typed.ts';
import { userOf } from '../session/access.ts';
import { assign, uploadPolicy } from './change.ts';
import { detailOfPolicy, listOfPolicies } from './view.ts';

export function policyRoutes(app: FastifyInstance, context: ServerContext): void {
  readRoutes(app, context);
  changeRoutes(app, context);
}

function readRoutes(app: FastifyInstance, { database }: ServerContext): void {
  const list = {
    summary: 'The policies, and which group goes by which',
    response: { 200: policyList },
  };
  typed(app).get('/api/policies', { schema: list }, () => listOfPolicies(database));
  const one = {
    summary: 'One policy: its table, and every version as it was uploaded',
    params: z.object({ id: policyId }),
    response: { 200: policyDetail },
  };
  typed(app).get('/api/policies/:id', { schema: one }, async ({ params }) => {
    const detail = await detailOfPolicy(database, params.id);
    if (detail === null) throw new Refusal('not-found', 'There is no such policy.');
    return detail;
  });
}

function changeRoutes(app: FastifyInstance, context: ServerContext): void {
  const upload = {
    summary: "Upload a policy of one's own, or its next version",
    body: newPolicy,
    response: { 200: uploadedPolicy },
  };
  typed(app).post('/api/policies', { schema: upload }, async (request) => ({
    policy: await uploadPolicy(context, userOf(request).name, request.body),
  }));
  const assignment = {
    summary: 'Say which policy a group goes by, or the hosts of no such group',
    body: newAssignment,
    response: { 200: policyList },
  };
  typed(app).put('/api/policy-assignments', { schema: assignment }, async (request) => {
    await assign(context, userOf(request).name, request.body);
    return listOfPolicies(context.database);
  });
}

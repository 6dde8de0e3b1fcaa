import {
  newManifests,
  newRoot,
  pacingChange,
  proposalId,
  trustView,
} from '@daybreak/protocol/trust';
import { readProposal } from '@daybreak/storage/trust';
import { proposal } from '@daybreak/trust/proposal';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { typed } from '../http/typed.ts';
import { userOf } from '../session/access.ts';
import { changePacing } from './change-pacing.ts';
import type { TrustFiles } from './files.ts';
import { putManifests, putRoot } from './propose.ts';
import { takeSignatures, withdraw } from './sign.ts';
import { viewOfTrust } from './view.ts';

const proposalMaxBytes = 20_000_000;
const oneProposal = z.object({ id: proposalId });
const made = z.object({ id: proposalId });

/** What administrators do; in a part of the server that wants a session. */
export function trustRoutes(app: FastifyInstance, context: ServerContext, files: TrustFiles): void {
  const schema = { summary: 'Who approves, what is approved, and what may be begun' };
  typed(app).get('/api/trust', { schema: { ...schema, response: { 200: trustView } } }, () =>
    viewOfTrust(context.database),
  );
  proposeRoutes(app, context);
  proposalRoutes(app, context, files);
  const pacing = { summary: 'Let hosts begin, or halt them', body: pacingChange };
  typed(app).post(
    '/api/trust/pacing',
    { schema: { ...pacing, response: { 200: trustView } } },
    async (request) => {
      await changePacing(context, userOf(request).name, request.body);
      files.forget();
      return viewOfTrust(context.database);
    },
  );
}

function proposeRoutes(app: FastifyInstance, context: ServerContext): void {
  const root = { summary: 'Put another root before approvers', body: newRoot };
  typed(app).post(
    '/api/trust/proposals/root',
    { schema: { ...root, response: { 200: made } } },
    async (request) => ({ id: await putRoot(context, userOf(request).name, request.body) }),
  );
  const manifests = { summary: 'Put manifests before approvers', body: newManifests };
  typed(app).post(
    '/api/trust/proposals/manifests',
    { schema: { ...manifests, response: { 200: made } } },
    async (request) => ({ id: await putManifests(context, userOf(request).name, request.body) }),
  );
}

function proposalRoutes(app: FastifyInstance, context: ServerContext, files: TrustFiles): void {
  const get = { summary: 'What approvers are to sign, as a file', params: oneProposal };
  typed(app).get(
    '/api/trust/proposals/:id',
    { schema: { ...get, response: { 200: proposal } } },
    async ({ params }) => {
      const stored = await readProposal(context.database, params.id);
      if (stored === null) throw new Refusal('not-found', 'This is not before approvers.');
      return proposal.parse(JSON.parse(stored.document));
    },
  );
  const sign = {
    summary: 'Hand in the file with signatures',
    params: oneProposal,
    body: proposal,
    response: { 200: z.object({ missing: z.int().nonnegative() }) },
  };
  typed(app).post(
    '/api/trust/proposals/:id/signatures',
    { schema: sign, bodyLimit: proposalMaxBytes },
    async (request) => {
      const by = userOf(request).name;
      const missing = await takeSignatures(context, by, request.params.id, request.body);
      files.forget();
      return { missing };
    },
  );
  const remove = { summary: 'Withdraw it', params: oneProposal, response: { 204: z.null() } };
  typed(app).delete('/api/trust/proposals/:id', { schema: remove }, async (request, reply) => {
    await withdraw(context, userOf(request).name, request.params.id);
    return reply.code(204).send(null);
  });
}

import { Readable } from 'node:stream';
import type { Directive } from '@daybreak/core/directive';
import {
  attestation,
  attestationList,
  compliance,
  complianceHosts,
  complianceHostsQuery,
  complianceOverview,
  complianceQuery,
  newAttestation,
} from '@daybreak/protocol/compliance';
import { directiveId } from '@daybreak/protocol/directive';
import { listAttestations } from '@daybreak/storage/attestation';
import { listDirectives } from '@daybreak/storage/directive';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { noDirective } from '../directive/change.ts';
import { kevOf, withEvents } from '../directive/read.ts';
import { typed } from '../http/typed.ts';
import { userOf } from '../session/access.ts';
import { attest, shownAttestation, unattest } from './attest.ts';
import { complianceCsv, complianceHostsWith } from './page.ts';
import { complianceWith, overviewOf } from './summary.ts';

const path = '/api/directives/:id';
const params = z.object({ id: directiveId });

export function complianceRoutes(app: FastifyInstance, context: ServerContext): void {
  overviewRoute(app, context);
  proofRoutes(app, context);
  csvRoute(app, context);
  attestationRoutes(app, context);
}

function overviewRoute(app: FastifyInstance, context: ServerContext): void {
  const summary = 'How many hosts comply with each directive in force, now';
  const schema = { summary, response: { 200: complianceOverview } };
  typed(app).get('/api/compliance', { schema }, () => overviewOf(context));
}

function proofRoutes(app: FastifyInstance, context: ServerContext): void {
  const counts = { summary: 'How many hosts comply with a directive, as of any date', params };
  typed(app).get(
    `${path}/compliance`,
    { schema: { ...counts, querystring: complianceQuery, response: { 200: compliance } } },
    async ({ params: { id }, query }) =>
      complianceWith(context, await directiveOf(context, id), query),
  );
  const hosts = { summary: 'Which hosts, by name, each with the evidence', params };
  typed(app).get(
    `${path}/compliance/hosts`,
    {
      schema: { ...hosts, querystring: complianceHostsQuery, response: { 200: complianceHosts } },
    },
    async ({ params: { id }, query }) =>
      complianceHostsWith(context, await directiveOf(context, id), query),
  );
}

function csvRoute(app: FastifyInstance, context: ServerContext): void {
  const summary = 'Every host with the evidence, as a CSV file (RFC 4180)';
  const schema = { summary, params, querystring: complianceQuery };
  typed(app).get(`${path}/compliance.csv`, { schema }, async ({ params: { id }, query }, reply) => {
    const chunks = complianceCsv(context, await directiveOf(context, id), query);
    // What is wrong with the question must be told before the file begins.
    const first = await chunks.next();
    const name = `compliance-${id.slice(0, 8)}-${(query.asOf ?? context.now().toISOString()).slice(0, 10)}.csv`;
    reply.header('content-disposition', `attachment; filename="${name}"`);
    reply.type('text/csv; charset=utf-8');
    return reply.send(Readable.from(joined(first.value ?? '', chunks)));
  });
}

async function* joined(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

function attestationRoutes(app: FastifyInstance, context: ServerContext): void {
  const list = { summary: 'What people stated to have done under a directive', params };
  typed(app).get(
    `${path}/attestations`,
    { schema: { ...list, response: { 200: attestationList } } },
    async ({ params: { id } }) => {
      const { id: directive } = await directiveOf(context, id);
      const all = await listAttestations(context.database, directive);
      return { attestations: all.map(shownAttestation) };
    },
  );
  const one = { response: { 200: attestation } };
  const add = { summary: 'State that something was done that no inventory shows', params };
  typed(app).post(
    `${path}/attestations`,
    { schema: { ...add, body: newAttestation, ...one } },
    async (request) => {
      const directive = await directiveOf(context, request.params.id);
      return attest(context, userOf(request).name, directive, request.body);
    },
  );
  const ids = z.object({ id: directiveId, attestation: z.uuid() });
  const withdraw = { summary: 'Withdraw a statement that was wrong; it stays in the list' };
  typed(app).post(
    `${path}/attestations/:attestation/withdraw`,
    { schema: { ...withdraw, params: ids, ...one } },
    (request) => {
      const { id: directive, attestation: id } = request.params;
      return unattest(context, userOf(request).name, { id, directive });
    },
  );
}

async function directiveOf({ database, exposure }: ServerContext, id: string): Promise<Directive> {
  const [stored] = await listDirectives(database, id);
  if (stored === undefined) throw noDirective();
  return withEvents(stored, kevOf(exposure));
}

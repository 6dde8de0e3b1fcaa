import { decodeText } from '@daybreak/intake/text';
import {
  enrolledHost,
  enrolmentTokenId,
  enrolmentTokens,
  hostInventory,
  madeEnrolmentToken,
  newEnrolmentToken,
} from '@daybreak/protocol/enrolment';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { bearerScheme } from '../http/openapi.ts';
import { Refusal } from '../http/problem.ts';
import { typed } from '../http/typed.ts';
import { userOf } from '../session/access.ts';
import { requireEnrolmentToken, tokenOf } from './access.ts';
import { enrol } from './enrol.ts';
import { listTokens, makeToken, revokeToken } from './tokens.ts';

/** The longest real inventory that we have seen has 100,000. */
const inventoryMaxBytes = 1_000_000;

/** What administrators do; in a part of the server that wants a session. */
export function enrolmentTokenRoutes(app: FastifyInstance, context: ServerContext): void {
  const routes = typed(app);
  const made = { body: newEnrolmentToken, response: { 200: madeEnrolmentToken } };
  routes.post(
    '/api/enrolment-tokens',
    { schema: { summary: 'Make a token with which hosts enrol into a group, for a day', ...made } },
    (request) => makeToken(context, userOf(request), request.body.group),
  );
  const list = { summary: 'The enrolment tokens that work', response: { 200: enrolmentTokens } };
  routes.get('/api/enrolment-tokens', { schema: list }, () => listTokens(context));
  const one = { params: z.object({ id: enrolmentTokenId }), response: { 204: z.null() } };
  routes.delete(
    '/api/enrolment-tokens/:id',
    { schema: { summary: 'Revoke an enrolment token', ...one } },
    async (request, reply) => {
      await revokeToken(context, userOf(request).name, request.params.id);
      return reply.code(204).send(null);
    },
  );
}

/** What hosts do; in a part of its own, for it wants a token and no session. */
export function enrolRoute(app: FastifyInstance, context: ServerContext): void {
  requireEnrolmentToken(app, context);
  readAnyEncoding(app);
  const schema = {
    summary: 'Enrol the host that sends its inventory, or update it',
    description:
      'Text, best in UTF-8: what systeminfo prints, then a list of hotfixes if there is one. What it says is unproven.',
    security: [{ [bearerScheme]: [] }],
    consumes: ['text/plain'],
    body: hostInventory,
    response: { 200: enrolledHost },
  };
  typed(app).post('/api/enrol', { schema, bodyLimit: inventoryMaxBytes }, (request) =>
    enrol(context, tokenOf(request), request.body),
  );
}

/** As files are read: whoever sends what a console wrote has it in the console's code page. */
function readAnyEncoding(app: FastifyInstance): void {
  app.removeContentTypeParser('text/plain');
  app.addContentTypeParser(
    'text/plain',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => {
      const read = decodeText(body);
      if ('text' in read) return read.text;
      const place = read.line === null ? '' : `line ${read.line}: `;
      throw new Refusal('invalid-input', `${place}${read.message}`);
    },
  );
}

/** The API's description, made from the very schemas that check each request and answer. */

import { problem } from '@daybreak/protocol/problem';
import swagger, { type SwaggerTransform } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { cookieName } from '../session/access.ts';

/** What the description calls the token that hosts enrol with. */
export const bearerScheme = 'enrolmentToken';
/** What it calls the signatures of agents. */
export const agentScheme = 'agentSignature';

const description =
  'A session is opened by POST /api/session, which sets a cookie and answers with a CSRF token; ' +
  'each request that changes something carries that token in the header x-csrf-token. Hosts that ' +
  'enrol have no session: POST /api/enrol takes an enrolment token and nothing else. Agents sign ' +
  'each request with the key of their host (RFC 9421), in Signature-Input and Signature.';

export async function describeApi(
  app: FastifyInstance,
  { version, origin }: { version: string; origin: string },
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Daybreak', description, version },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: cookieName(origin) },
          [bearerScheme]: { type: 'http', scheme: 'bearer' },
          [agentScheme]: { type: 'apiKey', in: 'header', name: 'Signature' },
        },
      },
      security: [{ session: [] }],
    },
    transform: withProblems,
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
}

/** Any route may answer with a problem; they are written by one handler, not by each route. */
const withProblems: SwaggerTransform = (route) => {
  const { schema } = route;
  const response = typeof schema?.response === 'object' ? schema.response : {};
  const documented = { ...schema, response: { ...response, default: problem } };
  return jsonSchemaTransform({ ...route, schema: documented });
};

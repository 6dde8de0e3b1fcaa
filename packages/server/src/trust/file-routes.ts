import { manifestPath } from '@daybreak/protocol/manifest';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { notFound } from '../http/problem.ts';
import { typed } from '../http/typed.ts';
import type { TrustFiles } from './files.ts';

const fileName = z
  .string()
  .regex(/^((?:[0-9a-f]{64}|[1-9]\d{0,8})\.root|timestamp|snapshot|targets)\.json$/);

/** For hosts, and for any cache between: what is signed needs no session and keeps no secret. */
export function trustFileRoutes(app: FastifyInstance, files: TrustFiles): void {
  const metadata = {
    summary: 'Metadata of The Update Framework',
    params: z.object({ name: fileName }),
  };
  typed(app).get(
    '/api/trust/files/:name',
    { schema: metadata },
    async (request, reply) =>
      answer(reply, await files.read(request.params.name)) ?? notFound(request, reply),
  );
  const manifest = {
    summary: 'A manifest that approvers have signed',
    params: z.object({ path: manifestPath }),
  };
  typed(app).get(
    '/api/trust/manifests/:path',
    { schema: manifest },
    async (request, reply) =>
      answer(reply, await files.manifest(request.params.path)) ?? notFound(request, reply),
  );
}

/** The very bytes: signatures and hashes are over them. */
function answer(reply: FastifyReply, bytes: Uint8Array | string | null): FastifyReply | null {
  if (bytes === null) return null;
  return reply
    .header('cache-control', 'public, max-age=1')
    .type('application/json')
    .send(Buffer.from(bytes));
}

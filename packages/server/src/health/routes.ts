import { health } from '@daybreak/protocol/health';
import { ping } from '@daybreak/storage/database';
import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../context/index.ts';
import { typed } from '../http/typed.ts';

export function healthRoutes(app: FastifyInstance, context: ServerContext): void {
  const schema = {
    summary: 'Is it up, and can it do its work?',
    security: [],
    response: { 200: health, 503: health },
  };
  typed(app).get('/api/health', { schema }, async (request, reply) => {
    const facts = { version: context.version, at: context.now().toISOString() };
    try {
      await ping(context.database);
      return { status: 'ok' as const, ...facts };
    } catch (error) {
      request.log.error({ err: error }, 'the database can not be reached');
      return reply.code(503).send({ status: 'database-unreachable' as const, ...facts });
    }
  });
}

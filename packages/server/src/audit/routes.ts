import { Readable } from 'node:stream';
import {
  auditChain,
  auditChainQuery,
  auditFilter,
  auditPage,
  auditQuery,
} from '@daybreak/protocol/audit';
import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../context/index.ts';
import { typed } from '../http/typed.ts';
import { ChainKeeper } from './chain.ts';
import { auditCsv, pageOfAudit } from './list.ts';

export function auditRoutes(app: FastifyInstance, context: ServerContext): void {
  listRoutes(app, context);
  chainRoute(app, context);
}

function listRoutes(app: FastifyInstance, context: ServerContext): void {
  const list = {
    summary: 'The ledger of who did what, the newest entries first, a page at a time',
    querystring: auditQuery,
    response: { 200: auditPage },
  };
  typed(app).get('/api/audit', { schema: list }, ({ query }) => pageOfAudit(context, query));
  const file = {
    summary: 'The same as a CSV file (RFC 4180), with the hashes of the chain',
    querystring: auditFilter,
  };
  typed(app).get('/api/audit.csv', { schema: file }, ({ query }, reply) => {
    const name = `audit-${context.now().toISOString().slice(0, 10)}.csv`;
    reply.header('content-disposition', `attachment; filename="${name}"`);
    reply.type('text/csv; charset=utf-8');
    return reply.send(Readable.from(auditCsv(context, query)));
  });
}

function chainRoute(app: FastifyInstance, context: ServerContext): void {
  const keeper = new ChainKeeper(context);
  const schema = {
    summary: 'Up to which entry the chain of the ledger is whole, or which entry breaks it',
    description: 'Entries that were verified before are verified again with `anew=true` only.',
    querystring: auditChainQuery,
    response: { 200: auditChain },
  };
  typed(app).get('/api/audit/chain', { schema }, ({ query }) =>
    keeper.check({ anew: query.anew === 'true' }),
  );
}

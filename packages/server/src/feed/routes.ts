import type { FeedStatus } from '@daybreak/core/bulletin';
import { feedsStatus, syncState } from '@daybreak/protocol/feed';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../context/index.ts';
import { typed } from '../http/typed.ts';
import { userOf } from '../session/access.ts';
import { SyncRunner } from './sync.ts';

export function feedRoutes(app: FastifyInstance, context: ServerContext): void {
  const runner = new SyncRunner(context.feeds, context.now);
  app.addHook('onClose', () => runner.stop());
  statusRoute(app, context, runner);
  startRoute(app, context, runner);
}

function statusRoute(app: FastifyInstance, context: ServerContext, runner: SyncRunner): void {
  const schema = {
    summary: 'The feeds: what they cover, how old they are, what was left out; and how a sync goes',
    response: { 200: feedsStatus },
  };
  typed(app).get('/api/feeds', { schema }, async () => ({
    at: context.now().toISOString(),
    feeds: context.feeds.status().map(writable),
    sync: runner.state(),
  }));
}

function startRoute(app: FastifyInstance, context: ServerContext, runner: SyncRunner): void {
  const schema = {
    summary: 'Start a sync; ask /api/feeds how it goes',
    response: { 202: syncState },
  };
  typed(app).post('/api/feeds/sync', { schema }, async (request, reply) => {
    const started = runner.start((error) => app.log.error({ err: error }, 'the sync failed'));
    if (started) await tell(context, userOf(request).name);
    return reply.code(202).send(runner.state());
  });
}

async function tell(context: ServerContext, actor: string): Promise<void> {
  const event = {
    at: context.now(),
    actor,
    action: 'feed.sync' as const,
    subject: '',
    details: {},
  };
  await transact(context.database, (tx) => appendAudit(tx, event));
}

/** The schemas' types do not say readonly: lists are copied for them. */
function writable(status: FeedStatus) {
  return { ...status, months: [...status.months], drops: [...status.drops] };
}

import { exampleFleet } from '@daybreak/protocol/example-fleet';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import { countFleet, deleteFleet, observeHosts } from '@daybreak/storage/host';
import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../context/index.ts';
import { typed } from '../http/typed.ts';
import { userOf } from '../session/access.ts';
import { exampleGroups } from './fleet.ts';

export function exampleFleetRoutes(app: FastifyInstance, context: ServerContext): void {
  const answer = { response: { 200: exampleFleet } };
  const routes = typed(app);
  routes.get(
    '/api/example-fleet',
    { schema: { summary: 'Is the example fleet there?', ...answer } },
    () => state(context),
  );
  routes.put(
    '/api/example-fleet',
    { schema: { summary: 'Add the example fleet', ...answer } },
    async (request) => {
      await add(context, userOf(request).name);
      return state(context);
    },
  );
  routes.delete(
    '/api/example-fleet',
    { schema: { summary: 'Remove the example fleet', ...answer } },
    async (request) => {
      await remove(context, userOf(request).name);
      return state(context);
    },
  );
}

async function state({ database }: ServerContext) {
  const hosts = await countFleet(database, 'example');
  return { present: hosts > 0, hosts };
}

async function add(context: ServerContext, actor: string): Promise<void> {
  const at = context.now();
  await transact(context.database, async (tx) => {
    for (const { group, hosts } of exampleGroups()) {
      const observation = { fleet: 'example' as const, group, at, newId: context.newId };
      await observeHosts(tx, observation, hosts);
    }
    await appendAudit(tx, { at, actor, action: 'example-fleet.add', subject: '', details: {} });
  });
}

async function remove(context: ServerContext, actor: string): Promise<void> {
  const at = context.now();
  await transact(context.database, async (tx) => {
    const details = { hosts: await deleteFleet(tx, 'example') };
    await appendAudit(tx, { at, actor, action: 'example-fleet.remove', subject: '', details });
  });
}

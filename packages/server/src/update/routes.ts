import { type AffectedGroup, today, updateDetail } from '@daybreak/protocol/update';
import { someHosts } from '@daybreak/storage/host';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { typed } from '../http/typed.ts';
import { type Affected, advisoriesOf, affectedBy } from './affected.ts';
import type { StandingBoard } from './board.ts';
import { countFleet, rankUpdates, summaryOf } from './ranking.ts';

const examplesMax = 20;

export function updateRoutes(
  app: FastifyInstance,
  context: ServerContext,
  board: StandingBoard,
): void {
  todayRoute(app, context, board);
  updateRoute(app, context, board);
}

function todayRoute(app: FastifyInstance, context: ServerContext, board: StandingBoard): void {
  const schema = { summary: 'What to install, worst first', response: { 200: today } };
  typed(app).get('/api/updates', { schema }, async () => {
    const standings = await board.current();
    const { ready, asOf } = context.exposure.status();
    return {
      at: context.now().toISOString(),
      fleet: countFleet(standings),
      knowledge: { ready, asOf },
      updates: rankUpdates(standings, board),
    };
  });
}

function updateRoute(app: FastifyInstance, context: ServerContext, board: StandingBoard): void {
  const schema = {
    summary: 'One update: what it closes and who needs it, with the evidence',
    params: z.object({ update: z.string().min(1).max(200) }),
    response: { 200: updateDetail },
  };
  typed(app).get('/api/updates/:update', { schema }, async ({ params }) => {
    const standings = await board.current();
    const summary = summaryOf(standings, params.update, board);
    if (summary === null) {
      throw new Refusal('not-found', `No host has or needs an update called ${params.update}.`);
    }
    const affected = affectedBy(standings, params.update);
    return {
      update: summary,
      ...advisoriesOf(standings, params.update, board),
      affected: await Promise.all(affected.map((group) => withExamples(context, standings, group))),
    };
  });
}

async function withExamples(
  context: ServerContext,
  standings: Awaited<ReturnType<StandingBoard['current']>>,
  { postures, ...group }: Affected,
): Promise<AffectedGroup> {
  const wanted = new Set(postures);
  const verdicts = new Map(
    standings.filter(({ hash }) => wanted.has(hash)).map((s) => [s.hash, s.standing.verdict]),
  );
  const hosts = await someHosts(context.database, postures, examplesMax);
  const examples = hosts.map(({ id, name, posture_hash: hash }) => ({
    id,
    name,
    verdict: verdicts.get(hash) ?? ('unknown' as const),
  }));
  return { ...group, examples };
}

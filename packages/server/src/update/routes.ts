import { type AffectedGroup, today, updateDetail } from '@daybreak/protocol/update';
import { someHosts } from '@daybreak/storage/host';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { typed } from '../http/typed.ts';
import type { UrgencyBoard } from '../urgency/board.ts';
import { UpdateDeadlines } from '../urgency/update-deadlines.ts';
import { type Affected, advisoriesOf, affectedBy } from './affected.ts';
import type { StandingBoard } from './board.ts';
import { countFleet, rankUpdates, summaryOf } from './ranking.ts';

const examplesMax = 20;

export function updateRoutes(
  app: FastifyInstance,
  context: ServerContext,
  board: StandingBoard,
  urgency: UrgencyBoard,
): void {
  todayRoute(app, context, board, urgency);
  updateRoute(app, context, board, urgency);
}

function todayRoute(
  app: FastifyInstance,
  context: ServerContext,
  board: StandingBoard,
  urgency: UrgencyBoard,
): void {
  const schema = { summary: 'What to install, by deadline', response: { 200: today } };
  typed(app).get('/api/updates', { schema }, async () => {
    const standings = await board.current();
    const at = context.now();
    const deadlines = new UpdateDeadlines(await urgency.current(), at.getTime(), standings);
    const { ready, asOf } = context.exposure.status();
    return {
      at: at.toISOString(),
      fleet: countFleet(standings),
      knowledge: { ready, asOf, sources: context.exposure.threats().knowledge.sources },
      updates: rankUpdates(standings, board, deadlines),
      overdueHosts: deadlines.overdueHosts,
    };
  });
}

function updateRoute(
  app: FastifyInstance,
  context: ServerContext,
  board: StandingBoard,
  urgency: UrgencyBoard,
): void {
  const schema = {
    summary: 'One update: what it closes and who needs it, with the evidence',
    params: z.object({ update: z.string().min(1).max(200) }),
    response: { 200: updateDetail },
  };
  typed(app).get('/api/updates/:update', { schema }, async ({ params }) => {
    const standings = await board.current();
    const nowMs = context.now().getTime();
    const deadlines = new UpdateDeadlines(await urgency.current(), nowMs, standings);
    const summary = summaryOf(standings, params.update, board, deadlines);
    if (summary === null) {
      throw new Refusal('not-found', `No host has or needs an update called ${params.update}.`);
    }
    const affected = affectedBy(standings, params.update);
    return {
      update: summary,
      ...advisoriesOf(standings, params.update, board),
      affected: await Promise.all(affected.map((group) => withExamples(context, standings, group))),
      deadlines: [...deadlines.all(params.update)],
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

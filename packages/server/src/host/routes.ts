import { type HostDetail, hostDetail, hostId, hostPage, hostQuery } from '@daybreak/protocol/host';
import { importResult, pastedInventory } from '@daybreak/protocol/import';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import { deleteHost, readHistory, readHost, readPostures } from '@daybreak/storage/host';
import { placesOfHosts } from '@daybreak/storage/host-facts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { typed } from '../http/typed.ts';
import { userOf } from '../session/access.ts';
import { hostOf, type StandingBoard } from '../update/board.ts';
import { type Standing, StandingMaker } from '../update/standing.ts';
import type { UrgencyBoard } from '../urgency/board.ts';
import type { Deadlines } from '../urgency/deadlines.ts';
import { shownDeadline, stateOf } from '../urgency/view.ts';
import { importHosts } from './import.ts';
import { pageOfHosts } from './list.ts';
import { pasted, readUpload } from './upload.ts';
import { detailOf, type HostParts } from './view.ts';

const pasteMaxBytes = 32_000_000;

export function hostRoutes(
  app: FastifyInstance,
  context: ServerContext,
  board: StandingBoard,
  urgency: UrgencyBoard,
): void {
  listRoute(app, context, board);
  detailRoute(app, context, urgency);
  deleteRoute(app, context);
  uploadRoute(app, context);
  pasteRoute(app, context);
}

function listRoute(app: FastifyInstance, context: ServerContext, board: StandingBoard): void {
  const schema = {
    summary: 'Hosts, filtered and ordered, a page at a time',
    querystring: hostQuery,
    response: { 200: hostPage },
  };
  typed(app).get('/api/hosts', { schema }, ({ query }) => pageOfHosts(context, board, query));
}

function detailRoute(app: FastifyInstance, context: ServerContext, urgency: UrgencyBoard): void {
  const schema = {
    summary: 'One host: its verdict with the evidence, and its history',
    params: z.object({ id: hostId }),
    response: { 200: hostDetail },
  };
  typed(app).get('/api/hosts/:id', { schema }, async ({ params }) =>
    detailOf(await readParts(context, urgency, params.id)),
  );
}

async function readParts(
  context: ServerContext,
  urgency: UrgencyBoard,
  id: string,
): Promise<HostParts> {
  const { database, exposure } = context;
  const row = await readHost(database, id);
  if (row === null) throw noHost();
  const facts = (await readPostures(database, [row.posture_hash])).get(row.posture_hash);
  if (facts === undefined) throw new Error(`host ${id} has a posture that is not there`);
  const assessment = exposure.assess(hostOf(facts, row.name, row.facts.domain));
  const history = await readHistory(database, id);
  const maker = new StandingMaker(exposure.listedExploited());
  const standing = maker.make(exposure.summarise(hostOf(facts)));
  const deadlines = await deadlinesOf(context, await urgency.current(), id, standing);
  return { row, facts, assessment, history, standing, deadlines };
}

async function deadlinesOf(
  { database, now }: ServerContext,
  deadlines: Deadlines,
  id: string,
  standing: Standing,
): Promise<HostDetail['deadlines']> {
  const [place] = await placesOfHosts(database, [id]);
  if (place === undefined) return [];
  const hosts = deadlines.alike(place.facts, standing.product, id);
  return standing.install.map((need) => {
    const deadline = deadlines.of(hosts, need);
    const state = stateOf(deadline, now().getTime());
    return {
      update: need.update,
      deadline: shownDeadline(deadlines, deadline, { state, hosts: 1 }),
    };
  });
}

function deleteRoute(app: FastifyInstance, context: ServerContext): void {
  const schema = {
    summary: 'Remove a host with its history',
    params: z.object({ id: hostId }),
    response: { 204: z.null() },
  };
  typed(app).delete('/api/hosts/:id', { schema }, async (request, reply) => {
    const { id } = request.params;
    const [at, actor] = [context.now(), userOf(request).name];
    await transact(context.database, async (tx) => {
      const row = await readHost(tx, id);
      if (row === null || !(await deleteHost(tx, id))) throw noHost();
      const details = { id, fleet: row.fleet };
      await appendAudit(tx, { at, actor, action: 'host.delete', subject: row.name, details });
    });
    return reply.code(204).send(null);
  });
}

function uploadRoute(app: FastifyInstance, context: ServerContext): void {
  const schema = {
    summary: 'Bring hosts in from inventory files',
    description:
      'Parts: any number of files (systeminfo, wmic qfe, Get-HotFix), and a field `group`.',
    consumes: ['multipart/form-data'],
    response: { 200: importResult },
  };
  typed(app).post('/api/hosts/import', { schema }, async (request) =>
    importHosts(context, userOf(request).name, await readUpload(request)),
  );
}

function pasteRoute(app: FastifyInstance, context: ServerContext): void {
  const schema = {
    summary: 'Bring hosts in from pasted inventories',
    body: pastedInventory,
    response: { 200: importResult },
  };
  typed(app).post('/api/hosts/paste', { schema, bodyLimit: pasteMaxBytes }, (request) =>
    importHosts(context, userOf(request).name, pasted(request.body.text, request.body.group)),
  );
}

function noHost(): Refusal {
  return new Refusal('not-found', 'There is no such host; it may have been removed.');
}

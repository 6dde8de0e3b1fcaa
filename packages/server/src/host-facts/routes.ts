import { hostId } from '@daybreak/protocol/host';
import {
  factsImported,
  hostFacts,
  hostFactsChange,
  hostFactsList,
  hostFactsQuery,
  hostsFactsChange,
  hostsFactsChanged,
} from '@daybreak/protocol/host-facts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { readUpload } from '../host/upload.ts';
import { Refusal } from '../http/problem.ts';
import { typed } from '../http/typed.ts';
import { userOf } from '../session/access.ts';
import { importFacts } from './import.ts';
import { factRuleRoutes } from './rule-routes.ts';
import { factsOf, setFacts, setFactsOfOne } from './set.ts';

export function hostFactRoutes(app: FastifyInstance, context: ServerContext): void {
  oneHost(app, context);
  severalHosts(app, context);
  importRoute(app, context);
  factRuleRoutes(app, context);
}

function oneHost(app: FastifyInstance, context: ServerContext): void {
  const one = { params: z.object({ id: hostId }), response: { 200: hostFacts } };
  const get = { summary: 'The facts that count for a host, and who said them', ...one };
  typed(app).get('/api/hosts/:id/facts', { schema: get }, async ({ params }) => {
    const [host] = await factsOf(context, [params.id]);
    if (host === undefined) throw new Refusal('not-found', 'There is no such host.');
    return host;
  });
  const change = { summary: "Set or take back a host's facts", body: hostFactsChange, ...one };
  typed(app).patch('/api/hosts/:id/facts', { schema: change }, (request) =>
    setFactsOfOne(context, userOf(request).name, request.params.id, request.body),
  );
}

function severalHosts(app: FastifyInstance, context: ServerContext): void {
  const get = {
    summary: 'The facts that count for several hosts, and who said them',
    querystring: hostFactsQuery,
    response: { 200: hostFactsList },
  };
  typed(app).get('/api/host-facts', { schema: get }, async ({ query }) => ({
    hosts: await factsOf(context, query.ids),
  }));
  const change = {
    summary: 'Set or take back facts of several hosts, of all of them or of none',
    body: hostsFactsChange,
    response: { 200: hostsFactsChanged },
  };
  typed(app).patch('/api/host-facts', { schema: change }, async (request) => {
    const { hosts, ...facts } = request.body;
    const changed = await setFacts(context, userOf(request).name, hosts, facts);
    return { changed, unchanged: new Set(hosts).size - changed };
  });
}

function importRoute(app: FastifyInstance, context: ServerContext): void {
  const schema = {
    summary: 'Set facts of hosts from CSV files',
    description:
      'Parts: any number of files. Columns in any order: host (or name), and any of exposed, mission, role, owner, group, domain.',
    consumes: ['multipart/form-data'],
    response: { 200: factsImported },
  };
  typed(app).post('/api/host-facts/import', { schema }, async (request) => {
    const { files } = await readUpload(request);
    return importFacts(context, userOf(request).name, files);
  });
}

import {
  factRuleChange,
  factRuleOrder,
  factRules,
  factRulesChanged,
  factRulesFitting,
  factRulesPreview,
  factRuleText,
  newFactRule,
} from '@daybreak/protocol/host-facts';
import { countFittingHosts, listFactRules } from '@daybreak/storage/host-facts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { typed } from '../http/typed.ts';
import { userOf } from '../session/access.ts';
import { changeFactRules, previewFactRuleChange } from './rules.ts';
import { shownRule } from './view.ts';

const path = '/api/host-fact-rules';
const changed = { response: { 200: factRulesChanged } };
const one = { params: z.object({ id: z.uuid() }), ...changed };

export function factRuleRoutes(app: FastifyInstance, context: ServerContext): void {
  listRoutes(app, context);
  changeRoutes(app, context);
}

function listRoutes(app: FastifyInstance, context: ServerContext): void {
  const routes = typed(app);
  const list = {
    summary: 'The rules that give hosts facts, in order',
    response: { 200: factRules },
  };
  routes.get(path, { schema: list }, async () => ({
    rules: (await listFactRules(context.database)).map(shownRule),
  }));
  const fitting = {
    summary: 'How many hosts each rule fits',
    response: { 200: factRulesFitting },
  };
  routes.get(`${path}/fitting`, { schema: fitting }, async () => ({
    rules: await countFittingHosts(context.database),
  }));
  const order = { summary: 'Put the rules in another order', body: factRuleOrder, ...changed };
  routes.put(`${path}/order`, { schema: order }, (request) =>
    changeFactRules(context, userOf(request).name, { change: 'order', ...request.body }),
  );
  const preview = {
    summary: 'What a change of the rules would do, without making it',
    body: factRuleChange,
    response: { 200: factRulesPreview },
  };
  routes.post(`${path}/preview`, { schema: preview }, (request) =>
    previewFactRuleChange(context, userOf(request).name, request.body),
  );
}

function changeRoutes(app: FastifyInstance, context: ServerContext): void {
  const routes = typed(app);
  const add = { summary: 'Add a rule; it counts at once', body: newFactRule, ...changed };
  routes.post(path, { schema: add }, (request) => {
    const { place, ...rule } = request.body;
    return changeFactRules(context, userOf(request).name, { change: 'add', rule, place });
  });
  const replace = { summary: 'Change a rule; it counts at once', body: factRuleText, ...one };
  routes.put(`${path}/:id`, { schema: replace }, (request) => {
    const change = { change: 'replace' as const, id: request.params.id, rule: request.body };
    return changeFactRules(context, userOf(request).name, change);
  });
  const remove = { summary: 'Remove a rule', ...one };
  routes.delete(`${path}/:id`, { schema: remove }, (request) =>
    changeFactRules(context, userOf(request).name, { change: 'remove', id: request.params.id }),
  );
}

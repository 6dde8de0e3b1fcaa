import {
  type FactRulesChanged,
  type factRuleChange,
  factRules,
  factRulesChanged,
  factRulesFitting,
  factRulesPreview,
} from '@daybreak/protocol/host-facts';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { api } from '../api/index.ts';

const path = '/api/host-fact-rules';

export type RuleChange = z.infer<typeof factRuleChange>;
export type RuleText = Extract<RuleChange, { change: 'add' }>['rule'];

/** The rules, in the order in which they count. */
export const factRulesQuery = queryOptions({
  queryKey: ['fact-rules'],
  queryFn: ({ signal }) => api.get(path, factRules, signal),
  refetchInterval: 60_000,
});

/** How many hosts each rule fits, by its id: every host is looked at for it. */
export const fittingQuery = queryOptions({
  queryKey: ['fact-rules-fitting'],
  queryFn: ({ signal }) => api.get(`${path}/fitting`, factRulesFitting, signal),
  select: ({ rules }) => new Map(rules.map(({ id, hosts }) => [id, hosts])),
  meta: { costly: true },
});

/** What a change would do to the hosts there are now. */
export function previewQuery(change: RuleChange) {
  return queryOptions({
    queryKey: ['fact-rules-preview', change],
    queryFn: () => api.post(`${path}/preview`, factRulesPreview, change),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export function changeRules(change: RuleChange): Promise<FactRulesChanged> {
  switch (change.change) {
    case 'add':
      return api.post(path, factRulesChanged, { ...change.rule, place: change.place });
    case 'replace':
      return api.put(`${path}/${change.id}`, factRulesChanged, change.rule);
    case 'remove':
      return api.delete(`${path}/${change.id}`, factRulesChanged);
    case 'order':
      return api.put(`${path}/order`, factRulesChanged, { ids: change.ids });
    default:
      return change satisfies never;
  }
}

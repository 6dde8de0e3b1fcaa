import {
  agentTokens,
  hostAgent,
  madeAgentTokens,
  type NewAgentTokens,
  type NewOrder,
  placedOrder,
} from '@daybreak/protocol/agent';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../api/index.ts';

/** Tokens with which hosts may still join. */
export const agentTokensQuery = queryOptions({
  queryKey: ['agent-tokens'],
  queryFn: ({ signal }) => api.get('/api/agent-tokens', agentTokens, signal),
  refetchInterval: 15_000,
});

export function makeAgentTokens(wanted: Partial<NewAgentTokens>) {
  return api.post('/api/agent-tokens', madeAgentTokens, wanted);
}

/** One after the other: what has been used meanwhile is no longer there to be revoked. */
export async function revokeAgentTokens(ids: readonly string[]): Promise<void> {
  for (const id of ids) await api.delete(`/api/agent-tokens/${encodeURIComponent(id)}`, z.null());
}

function pathOf(host: string): string {
  return `/api/hosts/${encodeURIComponent(host)}`;
}

/** A host's agent as it is now, with its last orders. */
export function hostAgentQuery(host: string) {
  return queryOptions({
    queryKey: ['host-agent', host],
    queryFn: ({ signal }) => api.get(`${pathOf(host)}/agent`, hostAgent, signal),
    refetchInterval: 10_000,
  });
}

export function revokeAgent(host: string): Promise<null> {
  return api.post(`${pathOf(host)}/agent/revoke`, z.null());
}

export function settleClone(host: string): Promise<null> {
  return api.post(`${pathOf(host)}/agent/settle-clone`, z.null());
}

export function placeOrder(host: string, order: Partial<NewOrder>) {
  return api.post(`${pathOf(host)}/orders`, placedOrder, order);
}

/** What the host has handed over for an order, as a file. */
export function evidencePath(host: string, order: string): string {
  return `${pathOf(host)}/orders/${encodeURIComponent(order)}/evidence`;
}

export function cancelOrder(host: string, order: string): Promise<null> {
  return api.post(`${pathOf(host)}/orders/${encodeURIComponent(order)}/cancel`, z.null());
}

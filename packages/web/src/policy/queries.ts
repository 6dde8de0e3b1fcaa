import { hostPage } from '@daybreak/protocol/host';
import {
  type PolicyList,
  type PolicySummary,
  policyDetail,
  policyList,
  uploadedPolicy,
} from '@daybreak/protocol/policy';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/index.ts';
import { queryText } from '../api/query-text.ts';

/** The policies, and which group goes by which. */
export const policiesQuery = queryOptions({
  queryKey: ['policies'],
  queryFn: ({ signal }) => api.get('/api/policies', policyList, signal),
  refetchInterval: 60_000,
});

/** One policy with its table and its versions. */
export function policyQuery(id: string) {
  return queryOptions({
    queryKey: ['policy', id],
    queryFn: ({ signal }) =>
      api.get(`/api/policies/${encodeURIComponent(id)}`, policyDetail, signal),
    refetchInterval: 60_000,
  });
}

/** How many hosts are in a group. */
export function groupSizeQuery(group: string) {
  return queryOptions({
    queryKey: ['group-size', group],
    queryFn: async ({ signal }) =>
      (await api.get(`/api/hosts${queryText({ group, limit: 1 })}`, hostPage, signal)).total,
    staleTime: 60_000,
  });
}

interface PolicyFile {
  readonly file: string;
  readonly text: string;
}

export async function uploadPolicy({ file, text }: PolicyFile): Promise<PolicySummary> {
  return (await api.post('/api/policies', uploadedPolicy, { file, text })).policy;
}

export interface Assignment {
  /** Empty for hosts whose group has no policy of its own. */
  readonly group: string;
  /** Null takes the group's assignment back. */
  readonly policy: string | null;
}

export function assignPolicy({ group, policy }: Assignment): Promise<PolicyList> {
  return api.put('/api/policy-assignments', policyList, { group, policy });
}

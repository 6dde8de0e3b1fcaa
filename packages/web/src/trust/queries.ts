import type { Manifest } from '@daybreak/protocol/manifest';
import {
  type NewManifests,
  type NewRoot,
  type PacingChange,
  proposalId,
  trustView,
} from '@daybreak/protocol/trust';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../api/index.ts';
import { proposalText } from './proposal-text.ts';

/** Who approves, what is approved, and what may be begun now. */
export const trustQuery = queryOptions({
  queryKey: ['trust'],
  queryFn: ({ signal }) => api.get('/api/trust', trustView, signal),
  refetchInterval: 15_000,
});

/** What approvers are to sign, as a file. */
export function proposalPath(id: string): string {
  return `/api/trust/proposals/${encodeURIComponent(id)}`;
}

/** The same, read; another proposal has another id, so it never changes but for its signatures. */
export function proposalQuery(id: string) {
  return queryOptions({
    queryKey: ['proposal', id],
    queryFn: ({ signal }) => api.get(proposalPath(id), proposalText, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

const made = z.object({ id: proposalId });

export function proposeRoot(wanted: NewRoot) {
  return api.post('/api/trust/proposals/root', made, wanted);
}

export function proposeManifests(wanted: NewManifests) {
  return api.post('/api/trust/proposals/manifests', made, wanted);
}

/** A manifest with the name that it is to have. */
export interface NamedManifest {
  readonly path: string;
  readonly manifest: Manifest;
}

/** A file that approvers have signed, as it is; the server reads it. */
export interface SignedFile {
  readonly id: string;
  readonly file: Readonly<Record<string, unknown>>;
}

export function handIn({ id, file }: SignedFile) {
  const answer = z.object({ missing: z.int().nonnegative() });
  return api.post(`${proposalPath(id)}/signatures`, answer, file);
}

export function withdrawProposal(id: string): Promise<null> {
  return api.delete(proposalPath(id), z.null());
}

export function changePacing(change: Partial<PacingChange>) {
  return api.post('/api/trust/pacing', trustView, change);
}

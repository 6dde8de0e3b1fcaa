import type { NewAttestation } from '@daybreak/protocol/compliance';
import { hostPage } from '@daybreak/protocol/host';
import { api } from '../api/index.ts';
import { queryText } from '../api/query-text.ts';

/**
 * The group, or the host of this name.
 * @throws Error when no host is called so
 */
export async function subjectOf(kind: string, who: string): Promise<NewAttestation['subject']> {
  if (kind === 'group') return { kind: 'group', group: who };
  const { hosts } = await api.get(`/api/hosts${queryText({ text: who, limit: 500 })}`, hostPage);
  const host = hosts.find(({ name }) => name.toLowerCase() === who.toLowerCase());
  if (host === undefined) throw new Error(`No host is called ${who}.`);
  return { kind: 'host', id: host.id };
}

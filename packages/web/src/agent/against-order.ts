import type { HostAgent } from '@daybreak/protocol/agent';
import { wordsOfTrust } from './agent-words.ts';

type Agent = NonNullable<HostAgent['agent']>;

/** Why a host would not do now what it is ordered to, in words; null where nothing is known. */
export function againstOrder({
  clone,
  isSilent,
  status,
}: Pick<Agent, 'clone' | 'isSilent' | 'status'>): string | null {
  if (clone !== null)
    return 'Two machines have its key: neither gets an order until it is settled.';
  if (isSilent) return 'Its agent is silent: nothing is begun before it is heard of again.';
  if (status === null) return 'It has not said yet whom it believes.';
  const { trust, hindrances } = status.said;
  if (trust.state !== 'trusted') return `The host ${wordsOfTrust(trust).words}.`;
  return hindrances.length === 0
    ? null
    : `Its package manager can do nothing now: ${hindrances.join('; ')}`;
}

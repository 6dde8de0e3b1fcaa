/** What a host sees of what it watches, in words: the worst that is true of it. */
import type { HostAgent } from '@daybreak/protocol/agent';
import { amountText } from '../ui/number-text.ts';
import type { Words } from './agent-words.ts';
import { wordsOfProbes } from './probe-words.ts';

type Watching = Pick<
  NonNullable<HostAgent['agent']>,
  'watch' | 'health' | 'isSilent' | 'revokedAt'
>;

/** What nobody sees any more is not known, whatever was seen last. */
export function wordsOfWatch({ watch, health, isSilent, revokedAt }: Watching): Words {
  if (watch === null) return { tone: 'neutral', words: 'nothing' };
  if (revokedAt !== null) return { tone: 'unsure', words: 'not known: its agent is revoked' };
  if (isSilent) return { tone: 'unsure', words: 'not known: its agent is silent' };
  if (health === null) return { tone: 'unsure', words: 'not looked at yet' };
  const { manifests, host } = health.said;
  const seen = wordsOfProbes([...manifests.flatMap(({ probes }) => probes), ...host]);
  const unseen = manifests.filter(({ why }) => why !== '').length;
  if (unseen === 0) return seen;
  return {
    tone: seen.tone === 'act' ? 'act' : 'unsure',
    words: `${amountText(unseen, 'manifest')} that it cannot look at; ${seen.words}`,
  };
}

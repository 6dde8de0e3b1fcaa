import type { AgentHealth } from '@daybreak/protocol/agent';
import type { ProbeState } from '@daybreak/protocol/probe';
import { expect, it } from 'vitest';
import { wordsOfWatch } from './watch-words.ts';

const at = '2024-06-20T08:00:00.000Z';
const watch = { manifests: ['web.json'], everySeconds: 300 };
const heard = { watch, isSilent: false, revokedAt: null };

function seen(state: ProbeState, why = ''): { at: string; said: AgentHealth } {
  const probe = { kind: 'tls', name: 'mail.example:25', state, text: '' } as const;
  return { at, said: { manifests: [{ path: 'web.json', why, probes: [] }], host: [probe] } };
}

it.each([
  ['nothing', 'neutral', { ...heard, watch: null, health: null }],
  ['not looked at yet', 'unsure', { ...heard, health: null }],
  ['1 ok', 'verified', { ...heard, health: seen('ok') }],
  ['1 critical', 'act', { ...heard, health: seen('critical') }],
  ['1 manifest that it cannot look at; 1 ok', 'unsure', { ...heard, health: seen('ok', 'no') }],
  [
    '1 manifest that it cannot look at; 1 critical',
    'act',
    { ...heard, health: seen('critical', 'no') },
  ],
  ['not known: its agent is silent', 'unsure', { ...heard, isSilent: true, health: seen('ok') }],
  ['not known: its agent is revoked', 'unsure', { ...heard, revokedAt: at, health: seen('ok') }],
] as const)('%s', (words, tone, agent) => {
  expect(wordsOfWatch(agent)).toEqual({ tone, words });
});

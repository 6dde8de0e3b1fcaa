/** What probes saw, in words; what is worst first. */
import type { ProbeKind, ProbeResult, ProbeState } from '@daybreak/protocol/probe';
import type { Words } from './agent-words.ts';

/** From the worst to the best; that nobody could look is no pass. */
const states: Readonly<Record<ProbeState, Words>> = {
  critical: { tone: 'act', words: 'critical' },
  unknown: { tone: 'unsure', words: 'unknown' },
  warning: { tone: 'unsure', words: 'warning' },
  ok: { tone: 'verified', words: 'ok' },
};
const worstFirst = Object.keys(states);

export function wordsOfProbe({ state }: Pick<ProbeResult, 'state'>): Words {
  return states[state];
}

const kinds: Readonly<Record<ProbeKind, string>> = {
  tls: 'TLS of',
  https: 'HTTPS:',
  units: 'Services:',
  ports: 'Open ports:',
  boot: 'Last start:',
  disk: 'Room on disk:',
  clock: 'Clock:',
  'own-check': "The host's own check",
};

/** `TLS of mail.example:25`; what has no name of its own is called by its kind. */
export function askedText({ kind, name }: Pick<ProbeResult, 'kind' | 'name'>): string {
  return name === '' ? kinds[kind].replace(/:$/, '') : `${kinds[kind]} ${name}`;
}

type Looked = Pick<ProbeResult, 'state'>;

export function byWorst<T extends Looked>(probes: readonly T[]): readonly T[] {
  return probes.toSorted((a, b) => worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state));
}

/** `1 critical, 2 ok`, with the tone of the worst. */
export function wordsOfProbes(probes: readonly Looked[]): Words {
  const [worst] = byWorst(probes);
  if (worst === undefined) return { tone: 'unsure', words: 'nothing' };
  const counts = Map.groupBy(byWorst(probes), ({ state }) => state);
  const words = [...counts].map(([state, some]) => `${some.length} ${states[state].words}`);
  return { tone: states[worst.state].tone, words: words.join(', ') };
}

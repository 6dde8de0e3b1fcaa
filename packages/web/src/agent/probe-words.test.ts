import type { ProbeResult, ProbeState } from '@daybreak/protocol/probe';
import { expect, it } from 'vitest';
import { askedText, byWorst, wordsOfProbes } from './probe-words.ts';

function probe(state: ProbeState, name = 'mail.example:25'): ProbeResult {
  return { kind: 'tls', name, state, text: '', at: '2024-06-20T08:00:00.000Z', durationMs: 1 };
}

it('what is worst is said first, and that nobody could look comes before what only warns', () => {
  const probes = (['ok', 'warning', 'ok', 'unknown', 'critical'] as const).map((one) => probe(one));
  expect(byWorst(probes).map(({ state }) => state)).toEqual([
    ...['critical', 'unknown', 'warning', 'ok', 'ok'],
  ]);
  expect(wordsOfProbes(probes)).toEqual({
    ...{ tone: 'act', words: '1 critical, 1 unknown, 1 warning, 2 ok' },
  });
});

it('having looked at nothing is no pass', () => {
  expect(wordsOfProbes([]).tone).toBe('unsure');
  expect(wordsOfProbes([probe('unknown'), probe('ok')]).tone).toBe('unsure');
});

it('what was asked is named, with its kind', () => {
  expect(askedText(probe('ok'))).toBe('TLS of mail.example:25');
  expect(askedText({ kind: 'boot', name: '' })).toBe('Last start');
});

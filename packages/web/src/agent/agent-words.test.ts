import type { OrderOutcome } from '@daybreak/protocol/agent';
import type { ProbeState } from '@daybreak/protocol/probe';
import { expect, it } from 'vitest';
import { wantedText, wordsOfOrder } from './agent-words.ts';

const done: OrderOutcome = { kind: 'done', reasons: [], halfDone: [], changed: [], log: '' };
const none: string[] = [];
const order = { state: 'ended', outcome: done, action: 'install', updates: none } as const;
const look = { kind: 'tls', name: 'mail.example:25', text: '', durationMs: 1 } as const;
const seen = (state: ProbeState) => ({
  ...done,
  probes: [{ ...look, state, at: '2024-06-20T08:00:00.000Z' }],
});

it('an order is done only as far as the host has seen it', () => {
  expect(wordsOfOrder(order)).toEqual({
    ...{ tone: 'verified', words: 'done, as its own inventory shows' },
  });
  expect(wordsOfOrder({ ...order, outcome: seen('ok') }).tone).toBe('verified');
  expect(wordsOfOrder({ ...order, outcome: seen('critical') })).toEqual({
    ...{ tone: 'act', words: 'done, and what the host looked at is not well' },
  });
});

it('an update that Windows counts after a restart is not in its inventory yet', () => {
  const outcome = { ...done, reasons: ['KB5039227 is installed, counted after the restart'] };
  const updates = ['KB5039227'];
  expect(wordsOfOrder({ ...order, outcome, updates }).tone).toBe('unsure');
  expect(wordsOfOrder({ ...order, updates }).tone).toBe('verified');
});

it('what is asked says which way it goes', () => {
  const packages = [{ name: 'libssl3', version: '2' }];
  expect(wantedText({ action: 'install', packages, updates: [] })).toBe('Install libssl3 2');
  expect(wantedText({ action: 'roll-back', packages, updates: ['KB5039227'] })).toBe(
    'Roll back to libssl3 2 and take out KB5039227',
  );
  expect(wantedText({ action: 'restart', packages: [], updates: [] })).toBe('Restart');
});

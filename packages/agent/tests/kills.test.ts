/** An agent that is killed with SIGKILL at each step of an order, and started again. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openState, StateFailure } from '@daybreak/agent/identity';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, 'support/order-process.ts');
const host = '0b7e6f4e-6c1f-4d1b-9d0c-0a4f6b7f3c11';
const order = {
  id: '7f0f9a52-6f0a-4a55-8f8e-0c9b7fb6a0aa',
  ...{
    host,
    action: 'install',
    manifest: 'web.json',
    updates: [],
    evidence: 'none',
    leaseMs: 1000,
  },
  packages: [{ name: 'web', version: '1.1' }],
};
const manifest = JSON.stringify({
  ...{ format: 1, title: 'web', products: ['debian:12'], groups: null, updates: [] },
  packages: [{ name: 'web', version: '1.1', back: [], isNew: false }],
  ...{ mayRestart: false, probes: [], until: '2027-01-01T00:00:00.000Z' },
});
const trust = {
  ...{ kind: 'trusted', rootVersion: 1, pacing: { stopped: false, open: ['web.json'] } },
  pacingUntilMs: Date.parse('2026-06-09T12:05:00Z'),
  manifests: [['web.json', createHash('sha256').update(manifest).digest('hex')]],
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daybreak-kills-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const state = () => join(folder, 'state');
const trace = () => join(folder, 'trace');

/** Runs the agent; kills it when it says that it is where it was to stop. @returns its last line */
function runOrder(stopAt: string): Promise<string> {
  const given = { folder: state(), trace: trace(), order, manifest, trust, stopAt };
  const child = spawn(process.execPath, [program, JSON.stringify(given)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output === `${stopAt}\n`) child.kill('SIGKILL');
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  return new Promise((resolve) => child.on('close', () => resolve(output.trim())));
}

const begun = () =>
  existsSync(trace()) ? readFileSync(trace(), 'utf8').split('\n').length - 1 : 0;

describe('an order whose agent is killed', () => {
  it.each([
    ['received', 0, 'refused', 'the agent was stopped before this could begin'],
    ['installing', 1, 'interrupted', 'it was stopped in the middle'],
    ['installed', 1, 'interrupted', 'it was stopped in the middle'],
  ])('when it was %s is never begun again, and told', async (stopAt, times, kind, reason) => {
    expect(await runOrder(stopAt)).toBe(stopAt);
    expect(begun()).toBe(times);
    const entry = JSON.parse(await runOrder(''));
    expect(entry).toMatchObject({ state: 'ended', outcome: { kind } });
    expect(entry.outcome.reasons[0]).toBe(reason);
    expect(begun()).toBe(times);
  });

  it('after it has ended is told as it ended', async () => {
    expect(await runOrder('ended')).toBe('ended');
    expect(JSON.parse(await runOrder(''))).toMatchObject({ outcome: { kind: 'done' } });
    expect(begun()).toBe(1);
  });

  it('leaves no lock behind, and holds it while it lives', async () => {
    {
      using held = await openState(state());
      await expect(openState(held.path)).rejects.toThrow(StateFailure);
      expect(await runOrder('')).toContain('another agent works on');
      expect(begun()).toBe(0);
    }
    expect(await runOrder('installing')).toBe('installing');
    using again = await openState(state());
    expect(again.path).toBe(state());
  });
});

/** A few of the seeds of `npm run fleet:kills`, which runs two hundred. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canMakeHosts, Fleet } from '../index.ts';
import { killOf, victims } from './plan.ts';
import { tryAll } from './run.ts';

/** The first are one of each victim, and of moments in the middle. */
const seeds = 6;

describe('a kill', () => {
  it('is the same for the same seed, and every part of the fleet has its turn', () => {
    const kills = Array.from({ length: 200 }, (_, seed) => killOf(seed));
    expect(kills[7]).toEqual(killOf(7));
    expect(new Set(kills.map(({ victim }) => victim)).size).toBe(victims.length);
    const first = kills.slice(1, 1 + seeds).map(({ victim }) => victim);
    expect(new Set(first).size).toBe(victims.length);
  });
});

describe.skipIf(!canMakeHosts())('a fleet (needs root and mmdebstrap)', () => {
  it('begins nothing twice, hides nothing and loses nothing, whatever is killed', async () => {
    const work = mkdtempSync(join(tmpdir(), 'daybreak-kills-test-'));
    const plan = { kept: join(tmpdir(), 'daybreak-fleet'), work, pollSeconds: 1 };
    try {
      await using fleet = await Fleet.start(plan);
      const { signal } = new AbortController();
      const { trials, faults } = await tryAll(fleet, { hosts: 3, seeds, from: 1, signal });
      expect(faults).toEqual([]);
      expect(trials).toHaveLength(seeds);
    } finally {
      rmSync(work, { recursive: true });
    }
  }, 240_000);
});

/** `daybreak gate replay` as a process of its own. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const program = join(import.meta.dirname, '../src/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'daybreak-gate-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Line {
  readonly round: number;
  readonly perOmega: readonly number[];
  readonly E: number | null;
  readonly log10E: number;
  readonly verdict: string;
}

interface Run {
  readonly status: unknown;
  readonly lines: readonly Line[];
  readonly errors: string;
}

function replay(file: string): Promise<Run> {
  const path = join(folder, 'history.json');
  writeFileSync(path, file);
  return new Promise((resolve) => {
    execFile(process.execPath, [program, 'gate', 'replay', path], (error, output, errors) => {
      const lines = output.split('\n').filter((line) => line !== '');
      resolve({ status: error?.code ?? 0, lines: lines.map((line) => JSON.parse(line)), errors });
    });
  });
}

const told = (alpha: number, rounds: unknown, more = {}) =>
  replay(JSON.stringify({ alpha, rounds, ...more }));
const verdicts = ({ lines }: Run) => lines.map(({ verdict }) => verdict);

describe('daybreak gate replay', () => {
  it('fails with the second canary that alone breaks, and stays so', async () => {
    const run = await told(0.01, [[[10, 990, 1, 1]], [[9, 990, 1, 1]], [[8, 990, 20, 0]]]);
    expect(run.status).toBe(0);
    expect(verdicts(run)).toEqual(['insufficient', 'fail', 'fail']);
    expect(run.lines.map(({ round }) => round)).toEqual([1, 2, 3]);
    expect(run.lines[1]?.E).toBeCloseTo(2962.2121629478265, 6);
    expect(run.lines[1]?.perOmega[3]).toBeCloseTo(9099.181073703367, 6);
  });

  it('does not fail for one canary, however unlikely that is by chance', async () => {
    const run = await told(0.05, [[[5, 100_000, 1, 1]]]);
    expect(run.lines[0]?.E).toBeGreaterThan(20);
    expect(verdicts(run)).toEqual(['insufficient']);
  });

  it('passes only after the rounds that were planned', async () => {
    const quiet = [[[10, 90, 0, 0]], [[10, 90, 1, 0]], [[10, 89, 0, 0]]];
    expect(verdicts(await told(0.01, quiet))).not.toContain('pass');
    expect(verdicts(await told(0.01, quiet, { plannedRounds: 2 }))).toEqual([
      'insufficient',
      'pass',
      'pass',
    ]);
  });

  it('tells an E that no number can hold by its logarithm', async () => {
    const run = await told(0.01, [[[1000, 999_000, 1000, 1000]]]);
    expect(run.lines[0]?.E).toBeNull();
    expect(run.lines[0]?.log10E).toBeGreaterThan(308);
  });

  it.each([
    ['{', /the file: /],
    ['{"alpha":1,"rounds":[]}', /alpha: /],
    ['{"alpha":0.1,"rounds":[[],[[1,2,3,4]]]}', /round 2, cell 1: 4 patched hosts of only 3/],
    ['{"alpha":0.1,"rounds":[[[1,2,"3",0]]]}', /round 1, cell 1, count 3: /],
    ['{"alpha":0.1,"bets":[3],"nullOdds":5,"rounds":[]}', /bets: no odds ratio is bet on above 5/],
    ['{"alpha":0.1,"rounds":[],"planned":3}', /planned/],
  ])('refuses %s, and says where', async (file, message) => {
    const run = await replay(file);
    expect(run).toMatchObject({ status: 2, lines: [] });
    expect(run.errors).toMatch(message);
  });
});

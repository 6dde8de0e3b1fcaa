import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fix, KnowledgeBuilder } from '@daybreak/core/bulletin';
import { FeedError } from '@daybreak/feeds/feed';
import { writeIndex } from '@daybreak/feeds/index-file';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serverWith } from '../../storage/tests/support/hosts.ts';
import { IndexExposure } from '../src/exposure/index.ts';
import { juneFeeds, juneFixes, windows10Fix } from './knowledge.ts';

let folder: string;
let path: string;
let nowMs: number;
let problems: string[];
let exposure: IndexExposure;
let listed: (day: string) => ReadonlySet<string>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daybreak-index-'));
  path = join(folder, 'knowledge.index');
  nowMs = Date.UTC(2024, 5, 20);
  problems = [];
  listed = () => new Set();
  exposure = new IndexExposure({
    path,
    listedOn: (day) => listed(day),
    now: () => new Date(nowMs),
    onProblem: (problem) => problems.push(problem),
  });
});

afterEach(() => {
  exposure[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

async function learn(fixes: readonly Fix[]): Promise<void> {
  const builder = new KnowledgeBuilder();
  for (const fix of fixes) builder.add('msrc', fix);
  await writeIndex(path, { feeds: juneFeeds, ...builder.finish(), statements: [] });
  nowMs += 2_000;
}

const host = serverWith('web-1', 2461, ['KB5037782']);

describe('exposure from the index file', () => {
  it('knows nothing while there is none, and says so of every host', () => {
    expect(exposure.status()).toEqual({ ready: false, asOf: null });
    expect(exposure.assess(host).verdict).toBe('unknown');
  });

  it('answers from a newer index as soon as it is in its place', async () => {
    await learn(juneFixes.slice(2));
    expect(exposure.assess(host).install).toEqual([]);
    await learn(juneFixes);
    expect(exposure.assess(host).install.map(({ update }) => update)).toEqual(['KB5039227']);
  });

  it('keeps the basis of a host whose product a bulletin does not name', async () => {
    await learn(juneFixes);
    const before = exposure.basisOf(host);
    await learn([...juneFixes, windows10Fix]);
    expect(exposure.basisOf(host)).toBe(before);
    await learn(juneFixes.slice(1));
    expect(exposure.basisOf(host)).not.toBe(before);
  });

  it('knows nothing of a product whose section is damaged, and tells of it once', async () => {
    await learn(juneFixes);
    const bytes = readFileSync(path);
    bytes.fill(0, bytes.length - 20);
    writeFileSync(path, bytes);
    expect(exposure.assess(host).verdict).toBe('unknown');
    expect(exposure.assess(host).install).toEqual([]);
    expect(problems).toHaveLength(1);
  });

  it('keeps what it knows when the file is replaced by a damaged one, and tells of it once', async () => {
    await learn(juneFixes);
    exposure.status();
    writeFileSync(`${path}.bad`, 'not an index at all');
    renameSync(`${path}.bad`, path);
    nowMs += 2_000;
    expect(exposure.status().ready).toBe(true);
    nowMs += 2_000;
    expect(exposure.assess(host).verdict).toBe('exposed');
    expect(problems).toHaveLength(1);
  });

  it('tells at once what is newly listed as exploited, and keeps the basis of all hosts', async () => {
    await learn(juneFixes);
    const before = exposure.basisOf(host);
    expect(exposure.assess(host).install[0]?.knownExploited).toEqual([]);
    const some = new Set(['CVE-2024-30082']);
    listed = () => some;
    expect(exposure.assess(host).install[0]?.knownExploited).toEqual(['CVE-2024-30082']);
    expect(exposure.basisOf(host)).toBe(before);
    expect(exposure.listedExploited()).toBe(some);
  });

  it('asks for what is listed on the day of the question', async () => {
    const days: string[] = [];
    listed = (day) => {
      days.push(day);
      return new Set();
    };
    exposure.listedExploited();
    expect(days).toEqual(['2024-06-20']);
  });

  it('keeps what was listed when the list is damaged since, and tells of it once', async () => {
    const some = new Set(['CVE-2024-30082']);
    listed = () => some;
    exposure.listedExploited();
    listed = () => {
      throw new FeedError('damaged', 'kev.json', '', 'cut short');
    };
    expect(exposure.listedExploited()).toBe(some);
    expect(exposure.listedExploited()).toBe(some);
    expect(problems).toEqual(['kev.json: cut short. Sync the feeds to make it anew.']);
  });
});

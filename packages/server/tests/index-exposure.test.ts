import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FeedStatus, type Fix, KnowledgeBuilder } from '@daybreak/core/bulletin';
import { writeIndex } from '@daybreak/feeds/index-file';
import { encodeKev, NewestThreats, threatPath } from '@daybreak/feeds/threat-file';
import { writeWhole } from '@daybreak/feeds/whole-file';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { debianWith, serverWith } from '../../storage/tests/support/hosts.ts';
import { IndexExposure } from '../src/exposure/index.ts';
import { juneFeeds, juneFixes, windows10Fix } from './knowledge.ts';

let folder: string;
let path: string;
let nowMs: number;
let problems: string[];
let exposure: IndexExposure;
let threats: NewestThreats;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daybreak-index-'));
  path = join(folder, 'knowledge.index');
  nowMs = Date.UTC(2024, 5, 20);
  problems = [];
  const now = () => new Date(nowMs);
  const onProblem = (problem: string) => problems.push(problem);
  threats = new NewestThreats({ dataFolder: folder, now, onProblem });
  exposure = new IndexExposure({ path, threats, now, onProblem });
});

afterEach(() => {
  exposure[Symbol.dispose]();
  threats[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

async function learn(fixes: readonly Fix[]): Promise<void> {
  const builder = new KnowledgeBuilder();
  for (const fix of fixes) builder.add('msrc', fix);
  await writeIndex(path, { feeds: juneFeeds, ...builder.finish(), statements: [] });
  nowMs += 2_000;
}

async function list(advisory: string, added: string): Promise<void> {
  const feed = { ...juneFeeds[0], name: 'kev', asOf: '2024-06-20' } as FeedStatus;
  const listing = { advisory, added, removed: null, due: [], ransomware: null };
  await writeWhole(threatPath(folder, 'kev'), encodeKev({ feed, madeFrom: 'a test' }, [listing]));
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

  it('keeps a Debian host unknown, on one basis, until its release is past support', async () => {
    const debian = debianWith('web-3', []);
    const before = exposure.basisOf(debian);
    await learn(juneFixes);
    expect(exposure.assess(debian)).toMatchObject({ product: 'debian:12', verdict: 'unknown' });
    expect(exposure.summarise(debian)).toMatchObject({ verdict: 'unknown', install: [] });
    expect(exposure.basisOf(debian)).toBe(before);
    nowMs = Date.UTC(2028, 6, 1);
    expect(exposure.basisOf(debian)).not.toBe(before);
    expect(exposure.assess(debian).warnings[1]).toContain('past support since 2028-06-30');
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
    await list('CVE-2024-30082', '2024-06-20');
    expect(exposure.assess(host).install[0]?.knownExploited).toEqual(['CVE-2024-30082']);
    expect(exposure.basisOf(host)).toBe(before);
    expect(exposure.listedExploited()).toBe(exposure.listedExploited());
  });

  it('knows of attacks what the newest files say, and names their version', async () => {
    await learn(juneFixes);
    const before = exposure.threats();
    expect(exposure.threats()).toBe(before);
    await list('CVE-2024-30082', '2024-06-20');
    const after = exposure.threats();
    expect(after.version).not.toBe(before.version);
    expect(after.knowledge.of('CVE-2024-30082').kev).toMatchObject([{ added: '2024-06-20' }]);
    expect(after.knowledge.sources).toMatchObject({ kev: '2024-06-20', msrc: '2024-06-11' });
  });

  it('asks for what is listed on the day of the question', async () => {
    await list('CVE-2024-30082', '2024-06-21');
    expect(exposure.listedExploited()).toEqual(new Set());
    nowMs += 86_400_000;
    expect(exposure.listedExploited()).toEqual(new Set(['CVE-2024-30082']));
  });

  it('keeps what was listed when the list is damaged since, and tells of it once', async () => {
    await list('CVE-2024-30082', '2024-06-20');
    const before = exposure.listedExploited();
    await writeWhole(threatPath(folder, 'kev'), Buffer.from('no list at all'));
    nowMs += 2_000;
    expect(exposure.listedExploited()).toBe(before);
    nowMs += 2_000;
    expect(exposure.listedExploited()).toBe(before);
    expect(problems).toEqual([expect.stringContaining('kev.index')]);
  });
});

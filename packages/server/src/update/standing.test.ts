import type { NeedInShort, Summary } from '@daybreak/core/exposure';
import { describe, expect, it } from 'vitest';
import { StandingMaker } from './standing.ts';

const need: NeedInShort = {
  update: 'KB1',
  title: 'A cumulative update',
  published: '2024-06-11',
  closes: [
    { closes: ['CVE-2024-1'], vendorExploited: [], published: '2024-06-11' },
    { closes: ['CVE-2024-2'], vendorExploited: ['CVE-2024-2'], published: '2024-05-14' },
  ],
  supersedes: ['KB0'],
  rule: 'build',
  because: 'build 1 is before 2',
};

const summary: Summary = {
  product: 'Windows Server 2022 (x64)',
  verdict: 'exposed',
  install: [need, { ...need, update: 'KB2' }],
  open: 2,
  updates: { open: ['KB1'], unknown: ['KB1', 'KB5'], fixed: ['KB1', 'KB5', 'KB0'] },
  severities: new Map([['CVE-2024-1', 'Critical']]),
};

describe('the standing of a posture', () => {
  it('says what is needed, what is open, and which updates are settled', () => {
    expect(new StandingMaker(new Set()).make(summary)).toMatchObject({
      verdict: 'exposed',
      install: summary.install,
      open: 2,
      knownExploited: 1,
      fixed: ['KB0'],
      unknown: ['KB5'],
    });
  });

  it('ranks exposed before unknown before clean, and exploited first', () => {
    const maker = new StandingMaker(new Set());
    const rankOf = (facts: Partial<Summary>) =>
      maker.make({ ...summary, install: [need], ...facts }).rank;
    const quiet = [{ ...need, closes: [] }];
    const ranks = [
      rankOf({}),
      rankOf({ install: quiet, open: 9_000 }),
      rankOf({ verdict: 'unknown' }),
      rankOf({ verdict: 'clean', install: [], open: 0 }),
    ];
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    expect(new Set(ranks).size).toBe(ranks.length);
  });

  it('tells the severity of what is known of', () => {
    const maker = new StandingMaker(new Set());
    maker.make(summary);
    expect(maker.severityOf('CVE-2024-1')).toBe('Critical');
    expect(maker.severityOf('CVE-2024-2')).toBe('');
  });

  it('counts what is listed as exploited beside what the vendor says, each once', () => {
    const maker = new StandingMaker(new Set(['CVE-2024-1', 'CVE-2024-2', 'CVE-2024-9']));
    expect(maker.make(summary).knownExploited).toBe(2);
    expect(summary.install[0]?.closes.flatMap((list) => maker.exploitedIn(list))).toEqual([
      'CVE-2024-1',
      'CVE-2024-2',
    ]);
  });

  it('is ranked again by what is listed since', () => {
    const maker = new StandingMaker(new Set());
    const before = maker.make(summary);
    expect(maker.list(new Set(['CVE-2024-1']))).toBe(true);
    const after = maker.ranked(before);
    expect(after).toEqual(maker.make(summary));
    expect(after.knownExploited).toBe(before.knownExploited + 1);
    expect(after.rank).toBeGreaterThan(before.rank);
  });

  it('needs no new rank while the same set is listed', () => {
    const listed = new Set(['CVE-2024-1']);
    expect(new StandingMaker(listed).list(listed)).toBe(false);
  });
});

import type { NeededUpdate, Summary } from '@daybreak/core/exposure';
import { describe, expect, it } from 'vitest';
import { StandingMaker } from './standing.ts';

const needed: NeededUpdate = {
  update: 'KB1',
  title: 'A cumulative update',
  published: '2024-06-11',
  closes: ['CVE-2024-1', 'CVE-2024-2'],
  knownExploited: ['CVE-2024-2'],
  supersedes: ['KB0'],
  rule: 'build',
  because: 'build 1 is before 2',
};

/** As from an index that was read anew: nothing in it is shared with an earlier one. */
function summary(because: string): Summary {
  return {
    product: 'Windows Server 2022 (x64)',
    verdict: 'exposed',
    install: [{ ...needed, closes: [...needed.closes], because }],
    open: 2,
    updates: { open: ['KB1'], unknown: ['KB1', 'KB5'], fixed: ['KB1', 'KB5', 'KB0'] },
    severities: new Map([['CVE-2024-1', 'Critical']]),
  };
}

describe('the standing of a posture', () => {
  it('says what is needed, why, and what is settled', () => {
    const { rule, because, ...facts } = needed;
    expect(new StandingMaker().make(summary(because))).toMatchObject({
      verdict: 'exposed',
      install: [{ facts, rule, because }],
      open: 2,
      knownExploited: 1,
      fixed: ['KB0'],
      unknown: ['KB5'],
    });
  });

  it('shares what is said of an update, until no posture is told it any more', () => {
    const maker = new StandingMaker();
    const factsOf = (because: string) => maker.make(summary(because)).install[0]?.facts;
    const first = maker.make(summary('one'));
    expect(factsOf('two')).toBe(first.install[0]?.facts);
    maker.keepOnly([first]);
    expect(factsOf('three')).toBe(first.install[0]?.facts);
    maker.keepOnly([]);
    expect(factsOf('four')).not.toBe(first.install[0]?.facts);
    expect(factsOf('five')).toEqual(first.install[0]?.facts);
    expect(maker.severityOf('CVE-2024-1')).toBe('Critical');
  });
});

import { describe, expect, it } from 'vitest';
import { blocksMax, messageOf } from './message.ts';
import type { Notice } from './notice.ts';

const due = Date.parse('2024-06-14T17:00:00Z');
const hour = 3_600_000;

function notice(more: Partial<Notice> = {}): Notice {
  return {
    update: 'KB5039212',
    title: 'Cumulative update for June',
    policy: 'daybreak',
    tier: '3 days',
    group: null,
    hosts: 12,
    kind: 'passed',
    dueMs: due,
    round: 0,
    day: 0,
    atMs: due,
    alsoDueMs: [],
    nextDueMs: null,
    beforeMs: null,
    outcome: null,
    reasons: 'CVE-2024-30080 is exploited',
    ...more,
  };
}

describe('a message', () => {
  it.each([
    [notice(), 0, 'OVERDUE: KB5039212, 12 hosts open'],
    [notice({ hosts: 1, group: 'web' }), 0, 'OVERDUE: KB5039212, 1 host open (web)'],
    [notice({ kind: 'nears' }), -5.5, 'Due in 5 h: KB5039212, 12 hosts open'],
    [notice({ kind: 'nears' }), 1, 'OVERDUE: KB5039212, 12 hosts open'],
    [notice({ kind: 'appeared' }), -72, 'New deadline, 3 days: KB5039212, 12 hosts open'],
    [
      notice({ kind: 'appeared', beforeMs: due + hour }),
      -0.5,
      'EARLIER deadline, 30 min: KB5039212, 12 hosts open',
    ],
    [
      notice({ kind: 'settled', outcome: 'done', hosts: 0 }),
      0,
      'Settled: KB5039212, no host is open',
    ],
    [
      notice({ kind: 'settled', outcome: 'gone', group: '' }),
      0,
      'Settled: KB5039212 (no group), nothing asks for it any more',
    ],
    [
      notice({ kind: 'settled', outcome: 'later', nextDueMs: due + 24 * hour }),
      0,
      'Settled: KB5039212, more time until Sat 15 Jun 2024 17:00 UTC',
    ],
  ])('says the most important first (%#)', (one, hours, subject) => {
    expect(messageOf([one], due + hours * hour).subject).toBe(subject);
  });

  it('says when, by which policy and why', () => {
    expect(messageOf([notice()], due).blocks).toEqual([
      [
        'OVERDUE: KB5039212, 12 hosts open',
        'Cumulative update for June',
        'Due Fri 14 Jun 2024 17:00 UTC',
        'Policy daybreak: 3 days',
        'Why: CVE-2024-30080 is exploited',
      ],
    ]);
  });

  it('of many notices counts them, shows the first and says how many are left', () => {
    const many = Array.from({ length: 400 }, (_, at) => notice({ update: `KB${at}` }));
    const message = messageOf([...many, notice({ kind: 'appeared' })], due);
    expect(message.subject).toBe('400 OVERDUE, 1 new. First: OVERDUE: KB0, 12 hosts open');
    expect(message.blocks).toHaveLength(blocksMax);
    expect(message.left).toBe(401 - blocksMax);
  });

  it('of nothing is a fault', () => {
    expect(() => messageOf([], due)).toThrow();
  });
});

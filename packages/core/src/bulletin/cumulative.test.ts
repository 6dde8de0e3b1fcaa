import { describe, expect, it } from 'vitest';
import { closing, cves, fix, knowledgeOf, server, windows7 } from '../../tests/invented.ts';
import type { Fix } from './fix.ts';

function kindOf(rows: readonly Fix[], id: string, product = server): string {
  return knowledgeOf(rows, product).updates.find((update) => update.id === id)?.kind ?? '';
}

const january = closing(cves(1, 6), { update: 'KB1', published: '2024-01-09' });
const february = closing(cves(2, 6), {
  update: 'KB2',
  published: '2024-02-13',
  supersedes: ['KB1'],
});

describe('a cumulative update, which no feed calls so', () => {
  it('closes many advisories of the product', () => {
    expect(kindOf(january, 'KB1')).toBe('cumulative');
  });

  it('or any, when it replaces one that is cumulative, as an out-of-band release does', () => {
    const outOfBand = fix({ advisory: 'CVE-3', update: 'KB3', supersedes: ['KB2'] });
    const next = fix({ advisory: 'CVE-4', update: 'KB4', supersedes: ['KB3'] });
    expect(kindOf([...january, ...february, next, outOfBand], 'KB4')).toBe('cumulative');
  });

  it('is none of those that close few and replace none', () => {
    expect(kindOf([...january, fix({ advisory: 'CVE-3', update: 'KB3' })], 'KB3')).toBe('single');
  });

  it('is none of those for a part, though they replace one', () => {
    const component = 'Microsoft .NET Framework 4.8';
    const part = closing(cves(3, 8), { component, update: 'KB3', supersedes: ['KB1'] });
    expect(kindOf([...january, ...part], 'KB3')).toBe('single');
  });

  it('is no Secure Boot revocation list, which has many advisories but no fixes', () => {
    const list = closing(cves(3, 8), { update: 'KB5012170', supersedes: ['KB1'] });
    expect(kindOf([...january, ...list], 'KB5012170')).toBe('single');
    const { updates } = knowledgeOf(list);
    expect(updates[0]?.supersedes).toEqual(['KB1', 'KB4524244', 'KB4535680']);
  });
});

describe('on products from before Windows 10', () => {
  const rows = (facts: Partial<Fix>) => closing(cves(1, 8), { product: windows7, ...facts });

  it('many advisories are no sign: only what a feed calls a rollup is cumulative', () => {
    expect(kindOf(rows({}), 'KB1', windows7)).toBe('single');
    expect(kindOf(rows({ kind: 'cumulative' }), 'KB1', windows7)).toBe('cumulative');
  });

  it('or what replaces a rollup and closes many', () => {
    const next = closing(cves(2, 8), { product: windows7, update: 'KB2', supersedes: ['KB1'] });
    expect(kindOf([...rows({ kind: 'cumulative' }), ...next], 'KB2', windows7)).toBe('cumulative');
  });

  it('security-only updates stay what they are', () => {
    expect(kindOf(rows({ kind: 'security-only' }), 'KB1', windows7)).toBe('security-only');
  });
});

describe('a hotpatch', () => {
  const hotpatch = closing(cves(2, 6), { update: 'KB9', published: '2024-02-13' });

  it('that no feed calls so closes the same on the same day, and replaces no cumulative one', () => {
    const rows = [...january, ...february, ...hotpatch];
    expect(kindOf(rows, 'KB9')).toBe('hotpatch');
    expect(kindOf(rows, 'KB2')).toBe('cumulative');
  });

  it('may replace other hotpatches', () => {
    const rows = [
      ...january,
      ...february,
      ...hotpatch,
      ...closing(cves(3, 6), { update: 'KB3', published: '2024-03-12', supersedes: ['KB2'] }),
      ...closing(cves(3, 6), { update: 'KB10', published: '2024-03-12', supersedes: ['KB9'] }),
    ];
    expect(kindOf(rows, 'KB10')).toBe('hotpatch');
  });

  it('is none that closes something else on that day', () => {
    const other = closing(cves('other', 6), { update: 'KB9', published: '2024-02-13' });
    expect(kindOf([...january, ...february, ...other], 'KB9')).toBe('cumulative');
  });

  it('is one on every product of the branch, once it shows on one', () => {
    const core = 'Windows Server 2022 (Server Core installation)';
    const rows = [
      ...january,
      ...february,
      ...hotpatch,
      ...hotpatch.map((row) => ({ ...row, product: core })),
    ];
    expect(kindOf(rows, 'KB9', core)).toBe('hotpatch');
  });
});

import type { FeedStatus, Fix } from '@daybreak/core/bulletin';
import type { VendorStatement } from '@daybreak/core/threat';
import { describe, expect, it } from 'vitest';
import { allFeeds, gatherKnowledge } from './index.ts';

const row: Fix = {
  bulletin: 'EX24-001',
  published: '2024-06-11',
  advisory: 'CVE-2024-90001',
  title: 'A flaw',
  product: 'Windows Server 2022',
  component: '',
  update: 'KB9000001',
  kind: 'single',
  fixedBuild: '',
  supersedes: [],
  severity: 'Important',
  impact: '',
  restart: null,
  exploited: false,
};

const statement: VendorStatement = {
  advisory: row.advisory,
  source: row.bulletin,
  published: row.published,
  title: row.title,
  severity: row.severity,
  impact: '',
  exploited: null,
  disclosed: false,
  exploitability: 'more likely',
  cvss: '',
  cvssScore: null,
  exploitedSince: null,
  wormable: { value: false, source: 'EX24-001' },
};

const status: FeedStatus = {
  name: 'bulletins',
  source: 'invented',
  asOf: '2024-06-11',
  months: [],
  documents: 1,
  rows: 2,
  drops: [{ reason: 'no update named', count: 1, example: 'EX24-002' }],
};

describe('gatherKnowledge', () => {
  it('has what the feeds said, and what was left out, most first', async () => {
    const { feeds, products, statements } = await gatherKnowledge(async (sink) => {
      sink.fix('bulletins', row);
      for (const product of ['Word', 'Excel']) sink.fix('bulletins', { ...row, product });
      sink.statement(statement, '2024-06-13');
      return [status];
    });
    expect(feeds[0]?.drops.map(({ reason, count }) => [reason, count])).toEqual([
      ['product that no inventory shows', 2],
      ['no update named', 1],
    ]);
    const known = products.find(({ id }) => id === 'windows-server-2022-x64');
    expect(known?.advisories[0]).toMatchObject({ id: row.advisory });
    expect(statements).toEqual([statement]);
  });
});

describe('allFeeds', () => {
  it('has a feed once that two files tell of, as its own file has it', () => {
    const kev = { ...status, name: 'kev' as const };
    const newer = { ...kev, asOf: '2024-06-12' };
    expect(allFeeds([status, kev], [newer])).toEqual([status, newer]);
  });
});

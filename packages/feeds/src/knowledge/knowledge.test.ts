import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeedStatus, Fix } from '@daybreak/core/bulletin';
import type { VendorStatement } from '@daybreak/core/threat';
import { afterAll, describe, expect, it } from 'vitest';
import { indexPath, KnowledgeIndex } from '../index-file/index.ts';
import { indexFeeds } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'daybreak-knowledge-'));
afterAll(() => rmSync(folder, { recursive: true }));

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

describe('reading feeds', () => {
  it('leaves an index of what they said, and of what was left out, most first', async () => {
    const feeds = await indexFeeds(folder, async (sink) => {
      sink.fix('bulletins', row);
      for (const product of ['Word', 'Excel']) sink.fix('bulletins', { ...row, product });
      sink.statement(statement, '2024-06-13');
      return [status];
    });
    using index = KnowledgeIndex.open(indexPath(folder));
    expect(index.feeds).toEqual(feeds);
    expect(feeds[0]?.drops.map(({ reason, count }) => [reason, count])).toEqual([
      ['product that no inventory shows', 2],
      ['no update named', 1],
    ]);
    expect(index.product('windows-server-2022-x64')?.advisories[0]).toMatchObject({
      id: row.advisory,
    });
    expect(index.statements().of(row.advisory)).toEqual(statement);
  });

  it('that fails leaves the index as it was', async () => {
    await indexFeeds(folder, async () => [status]);
    const before = readFileSync(indexPath(folder));
    const failing = indexFeeds(folder, async (sink) => {
      sink.fix('bulletins', row);
      throw new Error('the document is damaged');
    });
    await expect(failing).rejects.toThrow('the document is damaged');
    expect(readFileSync(indexPath(folder))).toEqual(before);
  });
});

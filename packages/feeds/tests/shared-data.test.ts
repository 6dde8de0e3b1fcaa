import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeedStatus, Fix } from '@daybreak/core/bulletin';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCvrf } from '../src/msrc/index.ts';
import { readFeedFolder } from '../src/sync/index.ts';
import { cvrfJson, namedTypes } from './cvrf.ts';
import { sharedData, sharedExists } from './shared.ts';

/** The advisories whose rows are looked at one by one. */
const golden: ReadonlySet<string> = new Set([
  'CVE-2006-3439',
  'CVE-2008-4250',
  'CVE-2015-1635',
  'CVE-2016-3298',
  'CVE-2017-0144',
  'CVE-2019-0708',
  'CVE-2021-34527',
  'CVE-2023-36884',
  'CVE-2024-30069',
]);

describe.skipIf(!sharedExists)('real feeds of 2002 to 2026 (needs ../shared)', () => {
  const rows = new Map<string, Fix[]>();
  const components = new Map<string, number>();
  let noUpdate = 0;
  let statuses: readonly FeedStatus[] = [];

  beforeAll(async () => {
    statuses = await readFeedFolder(sharedData, {
      fix(feed, fix) {
        if (feed === 'msrc' && fix.update === '') noUpdate += 1;
        if (feed === 'definitions' && fix.product.includes('Windows')) {
          components.set(fix.component, (components.get(fix.component) ?? 0) + 1);
        }
        if (!golden.has(fix.advisory)) return;
        const key = `${feed} ${fix.advisory}`;
        rows.set(key, [...(rows.get(key) ?? []), fix]);
      },
      statement: () => undefined,
    });
  });

  function status(name: string): FeedStatus {
    const found = statuses.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no status of ${name}`);
    return found;
  }

  function row(feed: string, advisory: string, product: string, update: string): Fix | undefined {
    return rows
      .get(`${feed} ${advisory}`)
      ?.find((fix) => fix.product === product && fix.update === update);
  }

  it('has the rows of 125 documents of the update guide', () => {
    const { documents, rows: count, asOf, drops } = status('msrc');
    expect({ documents, count, asOf }).toEqual({
      documents: 125,
      // 199,724 of a fix with a KB number and 1,518 Windows rows for which none is named.
      count: 201_242,
      asOf: '2026-08-06',
    });
    expect(noUpdate).toBe(1_518);
    // Office "Click to Run", Edge, Visual Studio, apps for phones: their fixes have no KB number.
    expect(drops.map(({ reason, count }) => [reason, count])).toEqual([
      ['no update named', 8_334],
      ["package of Microsoft's Linux", 7_192],
    ]);
  });

  it('knows which months were taken before their release', () => {
    const partial = status('msrc').months.filter(({ state }) => state === 'partial');
    expect(partial.map(({ month }) => month)).toEqual([
      '2024-11',
      '2025-01',
      '2025-03',
      '2025-04',
      '2025-05',
      '2025-08',
      '2025-10',
      '2026-04',
      '2026-06',
      '2026-07',
      '2026-08',
    ]);
    for (const { reason } of partial) expect(reason).toMatch(/^taken on .*, before that month's/);
  });

  it('does not list the months that are not there', () => {
    const months = status('msrc').months.map(({ month }) => month);
    // 125 months from 2016-04 to 2026-08, less two; the two extra documents are in their months.
    expect(months).toHaveLength(123);
    expect(months).not.toContain('2025-09');
    expect(months).not.toContain('2026-05');
  });

  it('has the rows of the definitions, of which every one of 608,740 is accounted for', () => {
    const { rows: count, drops, asOf, months, documents } = status('definitions');
    expect({ count, asOf, documents }).toEqual({
      count: 438_325,
      asOf: '2026-06-28',
      documents: 2,
    });
    expect(drops.map(({ reason, count: dropped }) => [reason, dropped])).toEqual([
      // All but 20 of those on a Windows stand beside a row with a KB number for the same advisory.
      ['no update named', 101_635],
      ["package of Microsoft's Linux", 58_564],
      // "Release Notes", "Click to Run", names of Linux packages.
      ['not a KB number', 10_376],
    ]);
    const monthly = months.reduce((sum, month) => sum + month.count, 0);
    const dropped = drops.reduce((sum, drop) => sum + drop.count, 0);
    expect(monthly + dropped).toBe(608_740);
    // From 2008-11 on; all of them were released before the file was made.
    expect(months).toHaveLength(212);
    expect(months.every(({ state }) => state === 'complete')).toBe(true);
  });

  it('has 1,662 known exploited vulnerabilities', () => {
    expect(status('kev')).toMatchObject({ rows: 1_662, asOf: '2026-08-07', drops: [] });
  });

  it('has the bulletins of 2002 to 2008', () => {
    const { rows: count, drops, asOf } = status('bulletins');
    // 4,127 rows, each as often as its bulletin has advisories; three of MS02-011 name no update.
    // 112 more are for service packs that early bulletins mean without naming them.
    expect({ count, asOf }).toEqual({ count: 8_946, asOf: '2008-12-17' });
    expect(drops).toEqual([
      { reason: 'no update named', count: 3, example: 'MS02-011: Microsoft Windows 2000' },
    ]);
  });

  it.each([
    [
      'MS08-067 replaces MS06-040 on Windows 2000',
      ['bulletins', 'CVE-2008-4250', 'Microsoft Windows 2000 Service Pack 4', 'KB958644'],
      { bulletin: 'MS08-067', supersedes: ['KB921883'], restart: 'yes', exploited: true },
    ],
    [
      'MS15-034, a bulletin by its title',
      ['definitions', 'CVE-2015-1635', 'Windows Server 2012', 'KB3042553'],
      { published: '2015-04-14', component: '', supersedes: [], severity: 'Critical' },
    ],
    [
      'a security-only update of Internet Explorer 10 in 2016',
      ['msrc', 'CVE-2016-3298', 'Windows Server 2012', 'KB3192393'],
      { bulletin: '2016-Oct', component: 'Internet Explorer 10', kind: 'security-only' },
    ],
    [
      'the update against EternalBlue on Windows Server 2008',
      [
        'msrc',
        'CVE-2017-0144',
        'Windows Server 2008 for 32-bit Systems Service Pack 2',
        'KB4012598',
      ],
      { published: '2017-03-14', kind: 'single', supersedes: ['KB3177186'], fixedBuild: '' },
    ],
    [
      'the rollup against BlueKeep',
      ['msrc', 'CVE-2019-0708', 'Windows 7 for 32-bit Systems Service Pack 1', 'KB4499164'],
      { kind: 'cumulative', supersedes: ['KB4493472'], restart: 'yes', severity: 'Critical' },
    ],
    [
      'PrintNightmare, published between two releases and exploited',
      ['msrc', 'CVE-2021-34527', 'Windows 10 Version 1809 for 32-bit Systems', 'KB5004947'],
      { published: '2021-07-01', exploited: true, fixedBuild: '10.0.17763.2029' },
    ],
    [
      'an exploited vulnerability for which no update was named',
      ['msrc', 'CVE-2023-36884', 'Windows 10 Version 1809 for 32-bit Systems', ''],
      { bulletin: '2023-Jul', exploited: true, supersedes: [], restart: null },
    ],
    [
      'a cumulative update of Windows 10, its kind left to who knows the product',
      ['msrc', 'CVE-2024-30069', 'Windows 10 Version 1809 for 32-bit Systems', 'KB5039217'],
      {
        kind: 'single',
        fixedBuild: '10.0.17763.5936',
        supersedes: ['KB5037765'],
        impact: 'Information Disclosure',
      },
    ],
    [
      'the same in the definitions, its tag no component',
      ['definitions', 'CVE-2024-30069', 'Windows 10 Version 1809 for 32-bit Systems', 'KB5039217'],
      { published: '2024-06-11', component: '', supersedes: ['KB5037765'] },
    ],
  ] as const)('%s', (_, [feed, advisory, product, update], facts) => {
    expect(row(feed, advisory, product, update)).toMatchObject(facts);
  });

  it('makes conditions of the parts that a Windows may lack, and of no mere tags', () => {
    expect(components.get('Windows Internet Explorer 8')).toBe(8_497);
    expect(components.get('Microsoft .NET Framework 4')).toBe(1_585);
    expect(components.get('Microsoft XML Core Services 4.0')).toBe(165);
    const tags = [
      'Microsoft Windows',
      'Microsoft Graphics Component',
      'Windows Kernel',
      'Microsoft Scripting Engine',
      'Windows Kernel-Mode Drivers',
      'Windows SMB Server',
      'DirectShow',
    ];
    expect(tags.filter((tag) => components.has(tag))).toEqual([]);
    const plain = [...components.keys()].filter((name) => /^Windows [A-Z][a-z]+$/.test(name));
    expect(plain.sort()).toEqual(['Windows Defender', 'Windows Mail']);
  });

  it('reads each document of the update guide the same in both its forms', () => {
    const folder = join(sharedData, 'msrc-cvrf/cvrf-xml');
    for (const name of readdirSync(folder).filter((file) =>
      /2017-Feb|2020-Dec|2026-0/.test(file),
    )) {
      const document = readCvrf(readFileSync(join(folder, name)), name);
      const json = JSON.stringify(cvrfJson(document, namedTypes));
      expect(readCvrf(Buffer.from(json), `${name} as JSON`)).toEqual(document);
    }
  });
});

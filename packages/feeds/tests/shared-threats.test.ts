import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dueOn, type KevListing, listedOn } from '@daybreak/core/threat';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DropCounter } from '../src/feed/index.ts';
import { type KevCatalogue, listingsOf, readCatalogue, readChangeList } from '../src/kev/index.ts';
import { syncFromFolder } from '../src/sync/index.ts';
import { ThreatFiles } from '../src/threat-file/index.ts';
import { pointsOf, readSsvcRecords } from '../src/vulnrichment/index.ts';
import { sharedData, sharedExists } from './shared.ts';

function shared(path: string): Uint8Array {
  return readFileSync(join(sharedData, path));
}

describe.skipIf(!sharedExists)('the real history of KEV (needs ../shared)', () => {
  let catalogue: KevCatalogue;
  let byAdvisory: ReadonlyMap<string, readonly KevListing[]>;
  const drops = new DropCounter();

  beforeAll(() => {
    const file = 'kev/known_exploited_vulnerabilities-2026-08-07.json.gz';
    catalogue = readCatalogue(shared(file), file);
    const changes = readChangeList(shared('kev/kev-changes-2023-2026.csv.gz'), 'changes', drops);
    expect(changes).toHaveLength(1_961);
    byAdvisory = Map.groupBy(listingsOf(catalogue, changes), ({ advisory }) => advisory);
  });

  function listed(advisory: string, day: string): KevListing | undefined {
    return listedOn(byAdvisory.get(advisory) ?? [], day);
  }

  it('replayed to its last day is the catalogue', () => {
    const day = catalogue.day;
    const replayed = [...byAdvisory.keys()].flatMap((advisory) => {
      const one = listed(advisory, day);
      if (one === undefined) return [];
      const [due, ransomware] = [dueOn(one, day), one.ransomware !== null];
      return { advisory, added: one.added, due, ransomware };
    });
    const expected = catalogue.entries.toSorted((a, b) => (a.advisory < b.advisory ? -1 : 1));
    expect(replayed).toEqual(expected);
    expect(drops.list()).toEqual([]);
  });

  it.each([
    ['CVE-2022-31459', '2023-10-04'],
    ['CVE-2022-31460', '2023-10-04'],
    ['CVE-2022-31461', '2023-10-04'],
    ['CVE-2022-31462', '2023-10-04'],
    ['CVE-2022-31463', '2023-10-04'],
    ['CVE-2021-1435', '2023-10-23'],
    ['CVE-2022-28958', '2023-12-01'],
    ['CVE-2024-43491', '2024-09-25'],
    ['CVE-2021-4043', '2024-11-07'],
    ['CVE-2025-4664', '2025-06-05'],
    ['CVE-2025-6264', '2025-10-22'],
  ])('%s is not listed from %s on', (advisory, removed) => {
    expect(byAdvisory.get(advisory)?.map((one) => one.removed)).toEqual([removed]);
    const before = new Date(Date.parse(removed) - 86_400_000).toISOString().slice(0, 10);
    expect(listed(advisory, before)).toBeDefined();
    expect(listed(advisory, removed)).toBeUndefined();
  });

  it.each([
    ['CVE-2023-22515', '2023-10-09', '2023-10-26'],
    ['CVE-2023-22515', '2023-10-10', '2023-10-13'],
    ['CVE-2019-1069', '2024-09-18', '2024-10-09'],
    ['CVE-2019-1069', '2024-09-19', '2022-04-05'],
    ['CVE-2021-34527', '2021-11-03', '2021-07-20'],
    ['CVE-2021-34527', '2025-12-17', '2022-05-03'],
    ['CVE-2025-55182', '2025-12-08', '2025-12-26'],
    ['CVE-2025-55182', '2025-12-09', '2025-12-12'],
  ])('%s asked on %s for action by %s', (advisory, day, due) => {
    const one = listed(advisory, day);
    expect(one && dueOn(one, day)).toBe(due);
  });

  it('knows of ransomware from the day on which the catalogue said so', () => {
    expect(listed('CVE-2023-22515', '2026-01-01')?.ransomware).toBe('2023-11-13');
    expect(listed('CVE-2021-34527', '2026-01-01')?.ransomware).toBe('2023-10-12');
  });
});

describe.skipIf(!sharedExists)('real SSVC points (needs ../shared)', () => {
  it('are the same in the table and in the records that it was made from', async () => {
    const drops = new DropCounter();
    const table = 'vulnrichment/vulnrichment-ssvc-2025-01-24.csv.gz';
    const archive = 'vulnrichment/raw-kev-and-microsoft-2025-01-24.tar.gz';
    const rows = await readSsvcRecords(shared(table), 'table', table);
    const records = await readSsvcRecords(shared(archive), 'tar', archive);
    expect([rows.length, records.length]).toEqual([62_717, 2_666]);
    const byCve = new Map(rows.map((row) => [row.advisory, pointsOf(row, drops)]));
    for (const record of records) {
      expect(pointsOf(record, new DropCounter())).toEqual(byCve.get(record.advisory));
    }
    expect(drops.list()).toMatchObject([{ reason: 'CVE without SSVC points', count: 4 }]);
    const exploited = [...byCve.values()].filter((points) => points?.exploitation === 'active');
    expect(exploited).toHaveLength(320);
  });
});

describe.skipIf(!sharedExists)('threat files of the real feeds (needs ../shared)', () => {
  const data = mkdtempSync(join(tmpdir(), 'daybreak-shared-threats-'));
  afterAll(() => rmSync(data, { recursive: true }));

  beforeAll(async () => {
    for (const feed of ['kev', 'epss', 'vulnrichment']) {
      await syncFromFolder(join(sharedData, feed), data);
    }
  });

  it('cover what the documents have', () => {
    using threats = new ThreatFiles(data);
    expect(threats.feeds.map(({ name, asOf, rows }) => [name, asOf, rows])).toEqual([
      ['kev', '2026-08-07', 1_662],
      ['epss', '2026-01-30', 313_120],
      ['vulnrichment', '2025-01-23', 62_713],
    ]);
    expect(threats.listedOn('2026-08-07').size).toBe(1_662);
    expect(threats.listedOn('2021-11-02').size).toBe(2);
  });

  it('answer for an advisory', () => {
    using threats = new ThreatFiles(data);
    expect(threats.epssOf('CVE-1999-0001')).toEqual([
      { asOf: '2024-01-13', score: 0.01167, percentile: 0.83393 },
      { asOf: '2026-01-30', score: 0.01151, percentile: 0.78086 },
    ]);
    expect(threats.ssvcOf('CVE-2024-30051')).toEqual({
      asOf: '2024-05-15',
      exploitation: 'active',
      automatable: 'no',
      technicalImpact: 'total',
    });
    expect(threats.kevOf('CVE-2024-30051')).toMatchObject([{ added: '2024-05-14' }]);
  });
});

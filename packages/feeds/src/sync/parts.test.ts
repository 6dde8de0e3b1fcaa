import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cvrfXml } from '../../tests/cvrf.ts';
import { cveRecord, epssCsv, kevJson, ssvcCsv } from '../../tests/threats.ts';
import { ThreatFiles } from '../threat-file/index.ts';
import { syncFromFolder } from './index.ts';

let work = '';
let data = '';
let folders = 0;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'daybreak-parts-'));
  data = join(work, 'data');
});
afterEach(() => rmSync(work, { recursive: true }));

/** Syncs from a new folder with these files in it. */
async function sync(files: Readonly<Record<string, string | Uint8Array>>) {
  folders += 1;
  const folder = join(work, `in-${folders}`);
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return syncFromFolder(folder, data);
}

const files = ['knowledge.index', 'threats/kev.index', 'threats/epss.index'];

/** Which files are others than when this was called. */
function watch(): () => readonly string[] {
  const states = () => files.map((name) => statSync(join(data, name)).ino);
  const before = states();
  return () => files.filter((_, at) => states()[at] !== before[at]);
}

const entry = { cveID: 'CVE-2024-0001', dateAdded: '2024-06-12', dueDate: '2024-07-03' };
const everything = {
  'june.xml': cvrfXml(),
  'kev.json': kevJson('2024.06.12', entry),
  'scores.csv': epssCsv('2024-06-12', 'CVE-2024-0001,0.5,0.9'),
};

describe('what a sync makes anew', () => {
  it('is KEV alone when just a catalogue is new', async () => {
    await sync(everything);
    const replaced = watch();
    await sync({ 'kev.json': kevJson('2024.06.13', entry) });
    expect(replaced()).toEqual(['threats/kev.index']);
  });

  it('is the knowledge alone when just a month is new', async () => {
    await sync(everything);
    const replaced = watch();
    await sync({ 'july.xml': cvrfXml({ id: '2024-Jul', initial: '2024-07-09T07:00:00' }) });
    expect(replaced()).toEqual(['knowledge.index']);
  });

  it('is nothing when the same documents come again', async () => {
    await sync(everything);
    const replaced = watch();
    await sync(everything);
    expect(replaced()).toEqual([]);
  });

  it.each(files)('is %s when that is damaged or was deleted', async (name) => {
    await sync(everything);
    const replaced = watch();
    writeFileSync(join(data, name), 'damaged');
    await sync({});
    expect(replaced()).toEqual([name]);
    rmSync(join(data, name));
    await sync({});
    using threats = new ThreatFiles(data);
    expect(threats.sources).toMatchObject({ kev: '2024-06-12', epss: '2024-06-12' });
  });

  it('is what was made from other documents than are there, as after a crash', async () => {
    await sync(everything);
    const replaced = watch();
    rmSync(join(data, 'feeds/epss-2024-06.csv.gz'));
    const statuses = await sync({});
    expect(replaced()).toEqual(['threats/epss.index']);
    expect(statuses.find(({ name }) => name === 'epss')).toMatchObject({ asOf: null, rows: 0 });
  });
});

describe('the history of KEV', () => {
  it('grows with each sync and can be made anew from the documents', async () => {
    await sync(everything);
    await sync({ 'kev.json': kevJson('2024.06.20', { ...entry, dueDate: '2024-06-25' }) });
    await sync({ 'kev.json': kevJson('2024.06.30') });
    rmSync(join(data, 'threats'), { recursive: true });
    await sync({});
    using threats = new ThreatFiles(data);
    expect(threats.kevOf('CVE-2024-0001')).toEqual([
      {
        advisory: 'CVE-2024-0001',
        added: '2024-06-12',
        removed: '2024-06-30',
        due: [
          { from: '2024-06-12', day: '2024-07-03' },
          { from: '2024-06-20', day: '2024-06-25' },
        ],
        ransomware: null,
      },
    ]);
    expect([...threats.listedOn('2024-06-29')]).toEqual(['CVE-2024-0001']);
    expect(threats.listedOn('2024-06-30').size).toBe(0);
  });

  it("keeps others' lists of changes, and waits with them for a catalogue", async () => {
    const header = 'commit_date,catalog_version,cve,change,old,new_or_date_added,due_date';
    const removed = ',2023.12.01,CVE-2022-28958,removed,,,';
    const statuses = await sync({ 'changes.csv': `${header}\n${removed}\n` });
    expect(statuses.find(({ name }) => name === 'kev')).toMatchObject({
      asOf: null,
      drops: [{ reason: 'change of a catalogue that is not there', count: 1 }],
    });
    await sync({ 'kev.json': kevJson('2024.06.12', entry) });
    using threats = new ThreatFiles(data);
    expect(threats.kevOf('CVE-2022-28958')[0]).toMatchObject({ removed: '2023-12-01' });
  });
});

describe('the scores', () => {
  it('stay for each month, the newest of it', async () => {
    for (const [day, score] of [
      ['2024-05-30', '0.1'],
      ['2024-06-12', '0.2'],
      ['2024-06-20', '0.3'],
      ['2024-06-15', '0.4'],
    ] as const) {
      await sync({ 'scores.csv': epssCsv(day, `CVE-2024-0001,${score},0.9`) });
    }
    using threats = new ThreatFiles(data);
    expect(threats.epssOf('CVE-2024-0001').map(({ asOf, score }) => [asOf, score])).toEqual([
      ['2024-05-30', 0.1],
      ['2024-06-12', 0.2],
      ['2024-06-20', 0.3],
    ]);
    expect(readdirSync(join(data, 'feeds'))).toEqual([
      'epss-2024-05.csv.gz',
      'epss-2024-06.csv.gz',
      'epss-changes.csv.gz',
    ]);
  });
});

describe('since when a score is what it is', () => {
  it('stays known though a month keeps its newest day only', async () => {
    for (const [day, score] of [
      ['2024-05-30', '0.0912'],
      ['2024-06-12', '0.12'],
      ['2024-06-13', '0.123'],
      ['2024-06-20', '0.9'],
    ] as const) {
      await sync({ 'scores.csv': epssCsv(day, `CVE-2024-0001,${score},0.9`) });
    }
    rmSync(join(data, 'threats'), { recursive: true });
    await sync({});
    using threats = new ThreatFiles(data);
    const known = threats.epssOf('CVE-2024-0001').map(({ asOf, score }) => [asOf, score]);
    expect(known).toEqual([
      ['2024-05-30', 0.0912],
      ['2024-06-12', 0.12],
      ['2024-06-20', 0.9],
    ]);
  });
});

describe('the SSVC points', () => {
  it('stay known as they were before, also when they are stamped anew', async () => {
    for (const day of ['12', '20', '28']) {
      const row = `CVE-2024-0001,active,no,partial,2024-06-${day}T01:00:00Z`;
      await sync({ 'table.csv': ssvcCsv(row) });
    }
    using threats = new ThreatFiles(data);
    expect(threats.ssvcOf('CVE-2024-0001')).toMatchObject({
      asOf: '2024-06-28',
      earlier: [{ asOf: '2024-06-12' }],
    });
    expect(threats.feed('vulnrichment')).toMatchObject({ rows: 1, asOf: '2024-06-28' });
  });

  it('of a CVE are the newest of all documents', async () => {
    await sync({
      'table.csv': ssvcCsv(
        'CVE-2024-0001,none,no,partial,2024-06-12T01:00:00Z',
        'CVE-2024-0002,Active,Yes,Total,2024-06-12T01:00:00Z',
      ),
    });
    await sync({
      'new.json': cveRecord('CVE-2024-0001', [{ Exploitation: 'poc' }], '2024-06-13T01:00:00Z'),
      'old.json': cveRecord('CVE-2024-0002', [{ Exploitation: 'none' }], '2024-06-11T01:00:00Z'),
    });
    using threats = new ThreatFiles(data);
    expect(threats.ssvcOf('CVE-2024-0001')).toEqual({
      asOf: '2024-06-13',
      exploitation: 'poc',
      automatable: null,
      technicalImpact: null,
      earlier: [
        {
          asOf: '2024-06-12',
          exploitation: 'none',
          automatable: 'no',
          technicalImpact: 'partial',
        },
      ],
    });
    expect(threats.ssvcOf('CVE-2024-0002')).toMatchObject({
      exploitation: 'active',
      automatable: 'yes',
    });
  });
});

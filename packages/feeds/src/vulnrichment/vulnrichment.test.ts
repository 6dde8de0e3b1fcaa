import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { tarOf } from '../../tests/tar.ts';
import { cveRecord, ssvcCsv } from '../../tests/threats.ts';
import { zipOf } from '../../tests/zip.ts';
import { DropCounter } from '../feed/index.ts';
import {
  formatSsvcTable,
  isSsvcHeader,
  keptRecords,
  pointsOf,
  readSsvcRecords,
  type SsvcRecord,
} from './index.ts';

const options = [
  { Exploitation: 'Active' },
  { Automatable: 'No' },
  { 'Technical Impact': 'total' },
];
const record: SsvcRecord = {
  advisory: 'CVE-2024-0001',
  exploitation: 'Active',
  automatable: 'No',
  technicalImpact: 'total',
  timestamp: '2024-06-12T13:15:23.943647Z',
};

describe('readSsvcRecords', () => {
  it('reads the same from a table, a record, and archives of records', async () => {
    const json = cveRecord('CVE-2024-0001', options);
    const archived = {
      'vulnrichment/2024/CVE-2024-0001.json': json,
      'vulnrichment/package.json': '{',
    };
    const row = 'CVE-2024-0001,Active,No,total,2024-06-12T13:15:23.943647Z';
    const documents = [
      ['table', Buffer.from(ssvcCsv(row))],
      ['record', Buffer.from(json)],
      ['zip', zipOf(archived)],
      ['tar', tarOf(archived)],
      ['tar', gzipSync(tarOf(archived))],
    ] as const;
    for (const [form, bytes] of documents) {
      expect(await readSsvcRecords(bytes, form, 'x')).toEqual([record]);
    }
  });

  it("takes CISA's points and nobody else's", async () => {
    const other = cveRecord('CVE-2024-0001', options).replace('CISA-ADP', 'Somebody');
    const [read] = await readSsvcRecords(Buffer.from(other), 'record', 'x');
    expect(read).toMatchObject({ exploitation: '', timestamp: '' });
  });

  it.each([
    ['tar', tarOf({ 'CVE-2024-0001.json': '{' }), 'x/CVE-2024-0001.json'],
    ['zip', zipOf({ 'CVE-2024-0001.json': '{}' }), 'x/CVE-2024-0001.json'],
    ['tar', gzipSync(tarOf({ 'CVE-2024-0001.json': 'y'.repeat(5000) })).subarray(0, 50), 'x'],
    ['tar', tarOf({ 'CVE-2024-0001.json': 'y'.repeat(5000) }).subarray(0, 2000), 'x'],
    ['record', Buffer.from(cveRecord('CVE-1', options)), 'x'],
    ['table', Buffer.from(ssvcCsv('CVE-1,,,,')), 'x'],
    ['table', Buffer.from('cve\n'), 'x'],
  ] as const)('refuses a damaged %s and says where', async (form, bytes, place) => {
    await expect(readSsvcRecords(bytes, form, 'x')).rejects.toThrow(
      expect.objectContaining({ name: 'FeedError', source: expect.stringContaining(place) }),
    );
  });

  it('refuses an archive that unpacks to very much', async () => {
    const bomb = gzipSync(tarOf({ 'CVE-2024-0001.json': ' '.repeat(8 * 1024 * 1024) }));
    await expect(readSsvcRecords(bomb, 'tar', 'x')).rejects.toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
  });
});

describe('pointsOf', () => {
  it.each([
    ['None', 'none'],
    ['PoC', 'poc'],
    ['public poc', 'poc'],
    ['ACTIVE', 'active'],
  ])('reads the word "%s" as %s', (word, exploitation) => {
    const drops = new DropCounter();
    expect(pointsOf({ ...record, exploitation: word }, drops)?.exploitation).toBe(exploitation);
    expect(drops.list()).toEqual([]);
  });

  it('leaves a point open whose word is not known, and counts it', () => {
    const drops = new DropCounter();
    const points = pointsOf({ ...record, automatable: 'perhaps' }, drops);
    expect(points).toEqual({
      asOf: '2024-06-12',
      exploitation: 'active',
      automatable: null,
      technicalImpact: 'total',
    });
    expect(drops.list()).toEqual([
      { reason: 'unknown word for automatable', count: 1, example: 'CVE-2024-0001: "perhaps"' },
    ]);
  });

  it.each([
    ['CVE without SSVC points', { exploitation: '', automatable: '', technicalImpact: '' }],
    ['SSVC points without a time', { timestamp: 'June' }],
  ])('counts a %s', (reason, fields) => {
    const drops = new DropCounter();
    expect(pointsOf({ ...record, ...fields }, drops)).toBeNull();
    expect(drops.list()).toMatchObject([{ reason, count: 1 }]);
  });
});

describe('keptRecords', () => {
  it('are in order of time, in whichever zone their times are given', () => {
    const newer = { ...record, exploitation: 'poc', timestamp: '2024-06-12T15:15:24+01:00' };
    expect(keptRecords([[newer], [record]])).toEqual([record, newer]);
    expect(keptRecords([[record, newer]])).toEqual([record, newer]);
  });

  it('are the first and the newest of those that say the same', () => {
    const at = (day: string) => ({ ...record, timestamp: `${day}T00:00:00Z` });
    const [first, second, third] = [at('2024-06-13'), at('2024-06-14'), at('2024-06-15')];
    expect(keptRecords([[third], [second], [first]])).toEqual([first, third]);
    expect(keptRecords([[first, third], [third]])).toEqual([first, third]);
  });

  it('are those with points rather than one without', () => {
    const without = { ...record, exploitation: '', timestamp: '' };
    expect(keptRecords([[record], [without]])).toEqual([record]);
    expect(keptRecords([[without], [without]])).toEqual([without]);
  });
});

describe('the table of records', () => {
  it('is the same after it was written and read again, whatever the words are', async () => {
    const odd = { ...record, exploitation: 'a "word", so\n', automatable: '#' };
    const bytes = Buffer.from(formatSsvcTable([record, odd]));
    expect(await readSsvcRecords(bytes, 'table', 'x')).toEqual([record, odd]);
  });

  it('is told by its header', () => {
    expect(isSsvcHeader(formatSsvcTable([]))).toBe(true);
    expect(isSsvcHeader('cve,ssvc_exploitation,ssvc_automatable,ssvc_timestamp')).toBe(false);
  });
});

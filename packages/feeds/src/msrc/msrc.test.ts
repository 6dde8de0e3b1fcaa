import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cvrfJson, cvrfXml, namedTypes, numberedTypes } from '../../tests/cvrf.ts';
import { collectingSink } from '../../tests/sink.ts';
import { DropCounter } from '../feed/index.ts';
import { documentMonths, documentName, emitRows, lastRelease, readCvrf } from './index.ts';
import { updateKind } from './kind.ts';

function rowsOf(xml: string) {
  const document = readCvrf(Buffer.from(xml), 'x.xml');
  const { sink, fixes } = collectingSink();
  const drops = new DropCounter();
  const counts = emitRows(document, documentName(document, 'x.xml'), sink, drops);
  return { document, fixes, drops: drops.list(), ...counts };
}

describe('the rows of a document', () => {
  const { fixes, drops, knownIssues, rows } = rowsOf(cvrfXml());

  it('has one for each vulnerability, fix and product, with all its facts', () => {
    expect(fixes[0]).toEqual({
      bulletin: '2024-Jun',
      published: '2024-06-11',
      advisory: 'CVE-2024-0001',
      title: 'Flaw in <parsing> A',
      product: 'Windows Server 2012 R2',
      component: '',
      update: 'KB5039294',
      kind: 'cumulative',
      fixedBuild: '6.3.9600.22023',
      supersedes: ['KB5037823', 'KB5037824'],
      severity: 'Critical',
      impact: 'Spoofing',
      restart: 'yes',
      exploited: true,
    });
    expect(rows).toBe(fixes.length);
  });

  it('has one without an update where a Windows is affected and no fix is named', () => {
    expect(fixes[1]).toMatchObject({
      product: 'Windows Server 2012 R2',
      component: 'Internet Explorer 11',
      update: '',
      severity: '',
    });
    expect(fixes).toHaveLength(2);
  });

  it('counts what is left out, with reason and place', () => {
    expect(drops).toEqual([
      {
        reason: 'no update named',
        count: 1,
        example: '2024-Jun: CVE-2024-0001 product 3 (Microsoft Office for Mac)',
      },
      {
        reason: "package of Microsoft's Linux",
        count: 1,
        example: '2024-Jun: CVE-2024-0001 product 4 (azl3 kernel 6.6.92.2-1 on Azure Linux 3.0)',
      },
      {
        reason: 'product not in the product tree',
        count: 1,
        example: '2024-Jun: CVE-2024-0001 product 99 (?)',
      },
    ]);
  });

  it('takes known issues for what they are: no fixes, and nothing left out', () => {
    expect(knownIssues).toBe(1);
  });
});

describe('the two forms of a document', () => {
  const document = readCvrf(Buffer.from(cvrfXml()), 'x.xml');

  it.each([
    ['numbered types (version 2)', numberedTypes],
    ['named types (version 3)', namedTypes],
  ])('say the same, with %s', (_, types) => {
    const json = Buffer.from(JSON.stringify(cvrfJson(document, types)));
    expect(readCvrf(json, 'x.json')).toEqual(document);
  });

  it('may be packed', () => {
    expect(readCvrf(gzipSync(cvrfXml()), 'x.xml.gz')).toEqual(document);
  });
});

describe('a document that is damaged', () => {
  const xml = cvrfXml();
  it.each([
    ['is cut', Buffer.from(xml.slice(0, 2_000)), 'damaged', 'line '],
    ['is gzip and cut', gzipSync(xml).subarray(0, 500), 'damaged', ''],
    ['is binary', Buffer.from([0x3c, 0xff, 0xfe, 0x00, 0x80]), 'damaged', 'line 1'],
    ['is text', Buffer.from('Service unavailable'), 'not-recognised', ''],
    ['is a web page', Buffer.from('<html><p>Sign in</p></html>'), 'not-recognised', 'line 1'],
    ['is empty', Buffer.alloc(0), 'not-recognised', ''],
    ['is some other JSON', Buffer.from('{"a":1}'), 'invalid', 'DocumentTracking'],
    ['is cut JSON', Buffer.from('{"DocumentTracking":{'), 'damaged', ''],
    ['nests without end', Buffer.from(`<cvrfdoc>${'<a>'.repeat(1_000)}`), 'too-large', 'line 1'],
    ['has no id', Buffer.from(xml.replace(/<cvrf:ID>.*<\/cvrf:ID>/, '')), 'invalid', 'Document'],
    ['has no date', Buffer.from(xml.replace('2024-06-13T00:00:00', 'soon')), 'invalid', 'Document'],
  ])('because it %s is an error with its place', (_, bytes, code, place) => {
    expect(() => readCvrf(bytes, 'dir/x.xml')).toThrow(
      expect.objectContaining({
        name: 'FeedError',
        code,
        source: 'dir/x.xml',
        place: expect.stringContaining(place),
      }),
    );
  });

  it('because its entities would expand without end is refused at the DOCTYPE', () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}">]>`;
    const bytes = Buffer.from(xml.replace('?>', `?>${laughs}`).replace('&amp;', '&b;'));
    expect(() => readCvrf(bytes, 'x.xml')).toThrow(
      expect.objectContaining({ code: 'refused', message: expect.stringContaining('DOCTYPE') }),
    );
  });
});

describe('documentName', () => {
  it.each([
    ['2018-FEB', '2018-FEB', { bulletin: '2018-Feb', month: '2018-02', extra: false }],
    ['2017-May-B', '2017-May-B', { bulletin: '2017-May-B', month: '2017-05', extra: true }],
    ['Oct-OOB', '2016-Oct-27', { bulletin: '2016-Oct-27', month: '2016-10', extra: true }],
  ])('reads %s', (id, alias, name) => {
    expect(documentName({ id, alias }, 'x')).toEqual(name);
  });

  it('is an error where no month is named', () => {
    expect(() => documentName({ id: 'latest', alias: '' }, 'x')).toThrow('names no month');
  });
});

describe('documentMonths', () => {
  const counted = (id: string, initial: string, current: string) => {
    const document = readCvrf(Buffer.from(cvrfXml({ id, initial, current })), 'x');
    return { ...documentName(document, 'x'), released: lastRelease(document), rows: 2 };
  };

  it('is complete from the hour of the release on', () => {
    const at = (current: string) =>
      documentMonths([counted('2025-Oct', '2025-10-09T07:00:00', current)])[0];
    expect(at('2025-10-14T07:00:00')).toMatchObject({ state: 'complete', reason: '' });
    expect(at('2025-10-14T06:59:59')).toEqual({
      month: '2025-10',
      state: 'partial',
      reason: "taken on 2025-10-14, before that month's release on 2025-10-14",
      count: 2,
    });
  });

  it('goes by the newest date, since some documents state a revision before their release', () => {
    const months = documentMonths([
      counted('2023-Jul', '2023-07-11T07:00:00', '2023-07-08T00:00:00'),
    ]);
    expect(months[0]?.state).toBe('complete');
  });

  it('adds an extra document to its month, which alone does not make it complete', () => {
    const extra = counted('2017-May-B', '2017-05-18T07:00:00', '2017-05-18T07:00:00');
    const own = counted('2017-May', '2017-05-09T07:00:00', '2017-05-09T07:00:00');
    expect(documentMonths([extra])[0]).toMatchObject({ state: 'partial', count: 2 });
    expect(documentMonths([extra, own])).toEqual([
      { month: '2017-05', state: 'complete', reason: '', count: 4 },
    ]);
  });
});

describe('updateKind', () => {
  it.each([
    ['Monthly Rollup', 'cumulative'],
    ['VIA Processors Security Only', 'security-only'],
    ['IE Cumulative', 'browser-cumulative'],
    ['SecurityHotpatchUpdate', 'hotpatch'],
    ['Azure Hotpatch', 'hotpatch'],
    ['ServicingStackUpdate', 'servicing-stack'],
    ['Servicing Stack Update', 'servicing-stack'],
    ['Preview Rollup', 'preview'],
    ['Security Update', 'single'],
    ['Cumulative Update', 'single'],
    ['5039217', 'single'],
    ['', 'single'],
  ])('%s is %s', (subType, kind) => {
    expect(updateKind(subType)).toBe(kind);
  });
});

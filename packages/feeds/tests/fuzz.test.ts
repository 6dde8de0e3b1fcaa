import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBulletins } from '../src/bulletins/index.ts';
import { readEpss } from '../src/epss/index.ts';
import { DropCounter } from '../src/feed/index.ts';
import {
  changeListHeader,
  listingsOf,
  mergeChanges,
  readCatalogue,
  readChangeList,
} from '../src/kev/index.ts';
import { documentName, emitRows, readCvrf, readDocumentList } from '../src/msrc/index.ts';
import {
  keptRecords,
  pointsOf,
  readSsvcRecords,
  type VulnrichmentForm,
} from '../src/vulnrichment/index.ts';
import { cvrfJson, cvrfXml } from './cvrf.ts';
import { deafSink } from './sink.ts';
import { tarOf } from './tar.ts';
import { cveRecord, epssCsv, kevJson, ssvcCsv } from './threats.ts';
import { zipOf } from './zip.ts';

const xml = Buffer.from(cvrfXml());
const json = Buffer.from(JSON.stringify(cvrfJson(readCvrf(xml, 'x'))));

function readRows(bytes: Uint8Array): void {
  const document = readCvrf(bytes, 'x');
  emitRows(document, documentName(document, 'x'), deafSink, new DropCounter());
}

/** Bytes overwritten, cut out and repeated, as a broken disk or proxy would. */
function mutations(original: Uint8Array): fc.Arbitrary<Uint8Array> {
  const place = fc.nat(original.length - 1);
  const overwrite = fc.tuple(place, fc.uint8Array({ maxLength: 8 })).map(([at, bytes]) => {
    const copy = Uint8Array.from(original);
    copy.set(bytes.subarray(0, copy.length - at), at);
    return copy;
  });
  const cut = place.map((at) => original.subarray(0, at));
  const repeat = fc.tuple(place, place).map(([from, to]) => {
    const [start, end] = from < to ? [from, to] : [to, from];
    return Buffer.concat([original.subarray(0, end), original.subarray(start)]);
  });
  return fc.oneof(overwrite, cut, repeat);
}

function onlyFeedErrors(read: (bytes: Uint8Array) => unknown): (bytes: Uint8Array) => void {
  return (bytes) => {
    try {
      read(bytes);
    } catch (error) {
      expect(error).toMatchObject({ name: 'FeedError', source: 'x' });
    }
  };
}

const catalogue = Buffer.from(
  kevJson('2024.06.12', { cveID: 'CVE-2024-0001', dateAdded: '2024-06-12', dueDate: '2024-07-03' }),
);
const changes = Buffer.from(
  `${[
    changeListHeader,
    ',2024.06.10,CVE-2024-0002,added,,2024-06-10,2024-07-01',
    ',2024.06.11,CVE-2024-0002,changed:dueDate,2024-07-01,2024-06-20,',
    ',2024.06.12,CVE-2024-0002,removed,,,',
  ].join('\n')}\n`,
);
const scores = Buffer.from(epssCsv('2024-06-12', 'CVE-2024-0001,0.5,0.9', 'CVE-2024-0002,4e-05,0'));
const record = cveRecord('CVE-2024-0001', [{ Exploitation: 'active' }, { Automatable: 'No' }]);
const records = {
  'a/CVE-2024-0001.json': record,
  'a/README.md': '#',
  'a/CVE-2024-0002.json': record,
};

function readHistory(bytes: Uint8Array): void {
  const list = readChangeList(bytes, 'x', new DropCounter());
  listingsOf(readCatalogue(catalogue, 'catalogue'), mergeChanges([list]));
}

async function readPoints(bytes: Uint8Array, form: VulnrichmentForm): Promise<void> {
  try {
    const read = await readSsvcRecords(bytes, form, 'x');
    for (const one of keptRecords([read])) pointsOf(one, new DropCounter());
  } catch (error) {
    expect(error).toMatchObject({ name: 'FeedError', source: expect.stringMatching(/^x/) });
  }
}

const readers = [
  readRows,
  readHistory,
  (bytes: Uint8Array) => readEpss(bytes, 'x'),
  (bytes: Uint8Array) => readBulletins(bytes, 'x'),
  (bytes: Uint8Array) => readDocumentList(bytes, 'x'),
];

describe('a document that is changed in any way is read, or is a FeedError', () => {
  it.each([
    ['the update guide in XML', xml, readRows],
    ['the update guide in JSON', json, readRows],
    ['the same, packed', gzipSync(xml), readRows],
    ['the catalogue of KEV', catalogue, (bytes: Uint8Array) => readCatalogue(bytes, 'x')],
    ['a list of changes', changes, readHistory],
    ['scores', scores, (bytes: Uint8Array) => readEpss(bytes, 'x')],
    ['scores, packed', gzipSync(scores), (bytes: Uint8Array) => readEpss(bytes, 'x')],
  ])('%s', (_, original, read) => {
    fc.assert(fc.property(mutations(original), onlyFeedErrors(read)), { numRuns: 400 });
  });

  it.each([
    ['table', Buffer.from(ssvcCsv('CVE-2024-0001,active,no,"total",2024-06-12T01:02:03.4Z'))],
    ['record', Buffer.from(record)],
    ['zip', zipOf(records)],
    ['tar', tarOf(records)],
    ['tar', gzipSync(tarOf(records))],
  ] as const)('SSVC points in the form of a %s', async (form, original) => {
    await fc.assert(
      fc.asyncProperty(mutations(original), (bytes) => readPoints(bytes, form)),
      { numRuns: 300 },
    );
    await fc.assert(fc.asyncProperty(fc.uint8Array(), (bytes) => readPoints(bytes, form)));
  });

  it('any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        for (const read of readers) onlyFeedErrors(read)(bytes);
      }),
    );
  });

  it('any JSON at all', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        for (const read of readers) onlyFeedErrors(read)(Buffer.from(text));
      }),
    );
  });
});

describe('a document that would unpack to very much', () => {
  it('is refused before it fills the memory', { timeout: 60_000 }, () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const many = Buffer.concat(Array.from({ length: 65 }, () => bomb));
    expect(gunzipSync(bomb)).toHaveLength(8 * 1024 * 1024);
    expect(() => readCvrf(many, 'x')).toThrow(expect.objectContaining({ code: 'too-large' }));
  });
});

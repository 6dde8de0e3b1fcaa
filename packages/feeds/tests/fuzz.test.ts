import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBulletins } from '../src/bulletins/index.ts';
import { DropCounter } from '../src/feed/index.ts';
import { readKev } from '../src/kev/index.ts';
import { documentName, emitRows, readCvrf, readDocumentList } from '../src/msrc/index.ts';
import { cvrfJson, cvrfXml } from './cvrf.ts';
import { deafSink } from './sink.ts';

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

const readers = [
  readRows,
  (bytes: Uint8Array) => readKev(bytes, 'x'),
  (bytes: Uint8Array) => readBulletins(bytes, 'x'),
  (bytes: Uint8Array) => readDocumentList(bytes, 'x'),
];

describe('a document that is changed in any way is read, or is a FeedError', () => {
  it.each([
    ['the update guide in XML', xml, readRows],
    ['the update guide in JSON', json, readRows],
    ['the same, packed', gzipSync(xml), readRows],
  ])('%s', (_, original, read) => {
    fc.assert(fc.property(mutations(original), onlyFeedErrors(read)), { numRuns: 400 });
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

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cvrfJson, cvrfXml } from '../../tests/cvrf.ts';
import { definitionRow, definitionsZip } from '../../tests/definitions.ts';
import { makeCertificate, serve } from '../../tests/https-server.ts';
import { collectingSink, deafSink } from '../../tests/sink.ts';
import { cveRecord, epssCsv, kevJson } from '../../tests/threats.ts';
import { instantTiming } from '../../tests/timing.ts';
import { zipOf } from '../../tests/zip.ts';
import { indexPath } from '../index-file/index.ts';
import { readCvrf } from '../msrc/index.ts';
import { ThreatFiles } from '../threat-file/index.ts';
import { readFeedFolder, syncFromFolder, syncOnline } from './index.ts';
import { FeedStore } from './store.ts';

let work = '';
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'daybreak-feeds-'));
});
afterEach(() => rmSync(work, { recursive: true }));

const june = cvrfXml();
const kev = kevJson('2026.08.07', { cveID: 'CVE-2024-0001', dateAdded: '2024-06-12' });
const epss = epssCsv('2026-08-07', 'CVE-2024-0001,0.5,0.9');
const ssvc = zipOf({
  'vulnrichment-develop/2024/0xxx/CVE-2024-0001.json': cveRecord('CVE-2024-0001', [
    { Exploitation: 'Active' },
  ]),
  'vulnrichment-develop/README.md': '# Vulnrichment',
});
const bulletins = JSON.stringify([
  {
    id: 'MS06-040',
    kb: 'KB921883',
    published: '2006-08-08',
    cves: ['CVE-2006-3439'],
    affected: [{ product: 'Microsoft Windows XP Service Pack 1' }],
  },
]);

/** A folder with these files in it. */
function folderOf(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = join(work, name);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

const everything = {
  'msrc/2024/june.xml.gz': gzipSync(june),
  'wes/definitions.zip': definitionsZip([definitionRow()]),
  'known_exploited_vulnerabilities-2026.json.gz': gzipSync(kev),
  'old/2006.json': bulletins,
  'scores.csv': epss,
  'develop.zip': ssvc,
  'other.csv': 'cve,ssvc_exploitation\nCVE-2024-0001,active\n',
  'README.md': '# notes',
  'inventory.json': '{"hosts":[]}',
  'settings.xml': '<settings/>',
  '.hidden/broken.xml': '<cvrf:cvrfdoc',
};

describe('readFeedFolder', () => {
  it('finds each document by name or content and passes over the rest', async () => {
    const { sink, feeds, statements } = collectingSink();
    const statuses = await readFeedFolder(folderOf('in', everything), sink);
    expect(
      statuses.map(({ name, documents, rows, asOf }) => [name, documents, rows, asOf]),
    ).toEqual([
      ['bulletins', 1, 1, '2006-08-08'],
      ['definitions', 2, 1, '2026-06-28'],
      ['msrc', 1, 2, '2024-06-13'],
    ]);
    expect(feeds).toEqual(['bulletins', 'definitions', 'msrc', 'msrc']);
    expect(statements.map(({ source }) => source)).toEqual(['MS06-040', 'Microsoft, 2024-Jun']);
  });

  it('says of a feed that is not there that it has nothing', async () => {
    const statuses = await readFeedFolder(folderOf('in', { 'a.xml': june }), deafSink);
    expect(statuses.find(({ name }) => name === 'bulletins')).toMatchObject({
      asOf: null,
      documents: 0,
      rows: 0,
      months: [],
    });
  });

  it('takes the newer of two copies of a document, whatever their form and name', async () => {
    const newer = cvrfXml({ current: '2024-07-01T00:00:00' }).replace('5039294', '5039999');
    const json = JSON.stringify(cvrfJson(readCvrf(Buffer.from(newer), 'x')));
    const folder = folderOf('in', { 'a.json': json, 'b.xml': june });
    const { sink, fixes } = collectingSink();
    const statuses = await readFeedFolder(folder, sink);
    expect(fixes[0]?.update).toBe('KB5039999');
    expect(statuses.find(({ name }) => name === 'msrc')?.drops[0]).toEqual({
      reason: 'older copy of the same document',
      count: 1,
      example: 'b.xml',
    });
  });

  it('finds the date of a document whose head does not show it', async () => {
    const { DocumentTracking, ...rest } = cvrfJson(readCvrf(Buffer.from(june), 'x')) as Record<
      string,
      unknown
    >;
    const late = { Padding: 'x'.repeat(100_000), ...rest, DocumentTracking };
    const folder = folderOf('in', { 'cvrf-2024-Jun.json': JSON.stringify(late) });
    const statuses = await readFeedFolder(folder, deafSink);
    expect(statuses.find(({ name }) => name === 'msrc')?.asOf).toBe('2024-06-13');
  });

  it.each([
    ['june.xml.gz', gzipSync(june).subarray(0, 900), 'damaged'],
    ['june.xml', june.slice(0, 3_000), 'damaged'],
    ['cvrf-june.xml', 'Bad gateway', 'not-recognised'],
    ['definitions.zip', definitionsZip([definitionRow()]).subarray(0, 200), 'damaged'],
    ['definitions.zip', 'Bad gateway', 'damaged'],
    ['bulletins.json', bulletins.replace('2006-08-08', 'today'), 'invalid'],
  ])('fails as a whole where %s is damaged, and names it', async (name, content, code) => {
    const folder = folderOf('in', { 'whole.xml': june, [name]: content });
    await expect(readFeedFolder(folder, deafSink)).rejects.toThrow(
      expect.objectContaining({ name: 'FeedError', code, source: expect.stringContaining(name) }),
    );
  });

  it('says that a folder is not there', async () => {
    await expect(readFeedFolder(join(work, 'none'), deafSink)).rejects.toThrow(
      expect.objectContaining({ code: 'unreadable' }),
    );
  });
});

describe('syncFromFolder', () => {
  it('keeps what it read, so that the next sync builds on it', async () => {
    const data = join(work, 'data');
    const july = cvrfXml({ id: '2024-Jul', initial: '2024-07-09T07:00:00' });
    await syncFromFolder(folderOf('first', everything), data);
    const statuses = await syncFromFolder(folderOf('next', { 'july.xml': july }), data);
    expect(statuses.map(({ name, documents }) => [name, documents])).toEqual([
      ['bulletins', 1],
      ['definitions', 2],
      ['msrc', 2],
      ['kev', 1],
      ['epss', 1],
      ['vulnrichment', 1],
    ]);
    expect(readdirSync(join(data, 'feeds')).sort()).toEqual([
      'bulletins-old-2006.json.gz',
      'definitions.zip',
      'epss-2026-08.csv.gz',
      'known_exploited_vulnerabilities.json.gz',
      'msrc-2024-Jul.xml.gz',
      'msrc-2024-Jun.xml.gz',
      'vulnrichment.csv.gz',
    ]);
  });

  it('gives the same again when nothing is new, and when all is read once more', async () => {
    const data = join(work, 'data');
    const folder = folderOf('in', everything);
    const statuses = await syncFromFolder(folder, data);
    const facts = (list: typeof statuses) => list.map(({ name, asOf, rows }) => [name, asOf, rows]);
    expect(facts(await syncFromFolder(folder, data))).toEqual(facts(statuses));
    const before = readFileSync(join(data, 'knowledge.index'));
    rmSync(join(data, 'knowledge.index'));
    rmSync(join(data, 'threats'), { recursive: true });
    await syncFromFolder(folder, data);
    expect(readFileSync(join(data, 'knowledge.index'))).toEqual(before);
    using threats = new ThreatFiles(data);
    expect(threats.sources).toEqual({
      kev: '2026-08-07',
      epss: '2026-08-07',
      vulnrichment: '2024-06-12',
    });
  });

  it('tells how far it is', async () => {
    const done: string[] = [];
    await syncFromFolder(folderOf('in', { 'a.xml': june, 'b.csv': epss }), join(work, 'data'), {
      onProgress: ({ documentsDone, documentsTotal }) =>
        done.push(`${documentsDone}/${documentsTotal}`),
    });
    expect(done).toEqual(['1/2', '2/2']);
  });

  it('replaces a kept copy by a newer one, and not by an older one', async () => {
    const data = join(work, 'data');
    const newer = cvrfXml({ current: '2024-07-01T00:00:00' });
    const json = JSON.stringify(cvrfJson(readCvrf(Buffer.from(newer), 'x')));
    await syncFromFolder(folderOf('a', { 'a.xml': june }), data);
    await syncFromFolder(folderOf('b', { 'b.json': json }), data);
    const statuses = await syncFromFolder(folderOf('c', { 'c.xml': june }), data);
    expect(statuses.find(({ name }) => name === 'msrc')?.asOf).toBe('2024-07-01');
    expect(readdirSync(join(data, 'feeds'))).toEqual(['msrc-2024-Jun.json.gz']);
  });

  it('leaves the store as it was when a document is damaged', async () => {
    const data = join(work, 'data');
    await syncFromFolder(folderOf('good', { 'a.xml': june }), data);
    const kept = join(data, 'feeds', 'msrc-2024-Jun.xml.gz');
    const before = readFileSync(kept);
    const bad = folderOf('bad', {
      'a.xml': cvrfXml({ current: '2024-08-01T00:00:00' }),
      'b.xml': cvrfXml({ id: '2024-Jul' }).slice(0, -200),
    });
    await expect(syncFromFolder(bad, data)).rejects.toThrow('b.xml');
    expect(readdirSync(join(data, 'feeds'))).toEqual(['msrc-2024-Jun.xml.gz']);
    expect(readFileSync(kept)).toEqual(before);
  });
});

const certificate = makeCertificate();

describe.skipIf(certificate === null)('syncOnline, against real HTTPS (needs openssl)', () => {
  /** Publishers that answer what `files` has; a number is a status. */
  async function publishers(files: Readonly<Record<string, string | Uint8Array | number>>) {
    const server = await serve(
      certificate ?? { key: '', cert: '' },
      ({ url, headers }, response) => {
        const found = files[url ?? ''] ?? 404;
        if (typeof found === 'number') response.writeHead(found).end();
        else if (headers['if-none-match'] === '"same"') response.writeHead(304).end();
        else response.setHeader('etag', '"same"').end(found);
      },
    );
    const addresses = {
      msrc: `${server.origin}/cvrf/v3.0`,
      definitions: `${server.origin}/definitions.zip`,
      kev: `${server.origin}/kev.json`,
      epss: `${server.origin}/epss.csv.gz`,
      vulnrichment: `${server.origin}/develop.zip`,
    };
    return { server, options: { addresses, timing: instantTiming() } };
  }

  const list = (...ids: readonly string[]): string =>
    JSON.stringify({
      value: ids.map((ID) => ({ ID, Alias: ID, CurrentReleaseDate: '2024-06-13T00:00:00Z' })),
    });
  const document = (id: string): string =>
    JSON.stringify(cvrfJson(readCvrf(Buffer.from(cvrfXml({ id })), 'x')));
  const online = {
    '/definitions.zip': definitionsZip([definitionRow()]),
    '/kev.json': kev,
    '/epss.csv.gz': gzipSync(epss),
    '/develop.zip': ssvc,
    '/cvrf/v3.0/updates': list('2024-Jun'),
    '/cvrf/v3.0/cvrf/2024-Jun': document('2024-Jun'),
  };

  it('fetches everything the first time, and afterwards only what is new', async () => {
    const data = join(work, 'data');
    const first = await publishers(online);
    await using server = first.server;
    const result = await syncOnline(data, fetch, first.options);
    expect(result).toMatchObject({ documentsNew: 5, outages: [] });
    expect(result.statuses.map(({ rows }) => rows)).toEqual([0, 1, 2, 1, 1, 1]);
    expect(server.asked).toHaveLength(6);

    const again = await syncOnline(data, fetch, first.options);
    expect(again.documentsNew).toBe(0);
    expect(again.statuses.map(({ rows }) => rows)).toEqual([0, 1, 2, 1, 1, 1]);
    expect(server.asked.slice(6).sort()).toEqual([
      '/cvrf/v3.0/updates',
      '/definitions.zip',
      '/develop.zip',
      '/epss.csv.gz',
      '/kev.json',
    ]);
  });

  it('fetches a new month and builds on the old ones', async () => {
    const data = join(work, 'data');
    await syncFromFolder(folderOf('in', everything), data);
    const { server, options } = await publishers({
      ...online,
      '/cvrf/v3.0/updates': list('2024-Jun', '2024-Jul'),
      '/cvrf/v3.0/cvrf/2024-Jul': document('2024-Jul'),
    });
    await using running = server;
    const { statuses } = await syncOnline(data, fetch, options);
    expect(statuses.find(({ name }) => name === 'msrc')?.documents).toBe(2);
    expect(running.asked).not.toContain('/cvrf/v3.0/cvrf/2024-Jun');
  });

  it("tells one publisher's outage and takes in the others' news", async () => {
    const data = join(work, 'data');
    const { server, options } = await publishers({ ...online, '/kev.json': 503 });
    await using _ = server;
    const progress: number[] = [];
    const { statuses, outages, documentsNew } = await syncOnline(data, fetch, {
      ...options,
      onDownload: ({ documentsDone, documentsTotal }) =>
        progress.push(documentsDone / documentsTotal),
    });
    expect(outages).toMatchObject([{ name: 'FeedOutage', status: 503, attempts: 4 }]);
    expect(documentsNew).toBe(4);
    expect(statuses.find(({ name }) => name === 'kev')?.asOf).toBeNull();
    expect(progress.at(-1)).toBe(1);
  });

  it('asks again next time for a document that did not come', async () => {
    const data = join(work, 'data');
    const broken = await publishers({ ...online, '/cvrf/v3.0/cvrf/2024-Jun': 500 });
    const { outages } = await syncOnline(data, fetch, broken.options);
    await broken.server[Symbol.asyncDispose]();
    expect(outages).toHaveLength(1);
    const mended = await publishers(online);
    await using _ = mended.server;
    const { statuses } = await syncOnline(data, fetch, mended.options);
    expect(statuses.find(({ name }) => name === 'msrc')?.documents).toBe(1);
  });

  it('fails where an address is wrong: that is no outage, and would not pass', async () => {
    const { server, options } = await publishers({ ...online, '/definitions.zip': 404 });
    await using _ = server;
    await expect(syncOnline(join(work, 'data'), fetch, options)).rejects.toThrow(
      expect.objectContaining({ name: 'FeedError', message: expect.stringContaining('404') }),
    );
  });

  it('has taken in what is exploited before anything else is fetched', async () => {
    const data = join(work, 'data');
    const { server, options } = await publishers({
      ...online,
      '/cvrf/v3.0/cvrf/2024-Jun': document('2024-Jun').slice(0, -100),
    });
    await using _ = server;
    await expect(syncOnline(data, fetch, options)).rejects.toThrow(
      expect.objectContaining({ name: 'FeedError', code: 'damaged' }),
    );
    expect(server.asked[0]).toBe('/kev.json');
    const kept = await new FeedStore(data).files();
    expect(kept.map(({ feed }) => feed)).toEqual(['kev']);
    using threats = new ThreatFiles(data);
    expect(threats.feeds.map(({ name, rows }) => [name, rows])).toContainEqual(['kev', 1]);
    expect(existsSync(indexPath(data))).toBe(false);
  });
});

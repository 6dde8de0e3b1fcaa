import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FeedStatus, ThreatFeedName } from '@daybreak/core/bulletin';
import type { KevListing, SsvcPoints } from '@daybreak/core/threat';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cveKey } from '../feed/index.ts';
import { writeWhole } from '../whole-file/index.ts';
import { encodeEpss, encodeKev, encodeSsvc, ThreatFiles, threatPath } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'daybreak-threats-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function told(name: ThreatFeedName) {
  const feed: FeedStatus = {
    name,
    source: 'invented',
    asOf: '2024-06-12',
    months: [],
    documents: 1,
    rows: 1,
    drops: [],
  };
  return { feed, madeFrom: 'tests' };
}

function put(feed: ThreatFeedName, bytes: Uint8Array): Promise<void> {
  return writeWhole(threatPath(folder, feed), bytes);
}

/** What it gives, or that it is refused; any other error fails the test. */
function outcome<T>(read: () => T): T | 'refused' {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && error.name === 'IndexError') return 'refused';
    throw error;
  }
}

const day = fc.date({
  min: new Date('2002-01-01'),
  max: new Date('2030-01-01'),
  noInvalidDate: true,
});
const isoDay = day.map((date) => date.toISOString().slice(0, 10));
const cve = fc
  .tuple(fc.integer({ min: 1999, max: 2030 }), fc.integer({ min: 1, max: 999_999_999 }))
  .map(([year, number]) => `CVE-${year}-${String(number).padStart(4, '0')}`);
const listing: fc.Arbitrary<KevListing> = fc.record({
  advisory: cve,
  added: fc.option(isoDay),
  removed: fc.option(isoDay),
  due: fc.array(fc.record({ from: isoDay, day: fc.option(isoDay) }), { maxLength: 3 }),
  ransomware: fc.option(isoDay),
});
const points: fc.Arbitrary<SsvcPoints> = fc.record({
  asOf: isoDay,
  exploitation: fc.constantFrom(null, 'none' as const, 'poc' as const, 'active' as const),
  automatable: fc.constantFrom(null, 'no' as const, 'yes' as const),
  technicalImpact: fc.constantFrom(null, 'partial' as const, 'total' as const),
});
const share = fc.integer({ min: 0, max: 100_000 }).map((number) => number / 100_000);

describe('threat files', () => {
  it('give back every listing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(listing), async (listings) => {
        await put('kev', encodeKev(told('kev'), listings));
        using files = new ThreatFiles(folder);
        for (const [advisory, own] of Map.groupBy(listings, (one) => one.advisory)) {
          expect(files.kevOf(advisory)).toEqual(own);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('give back every decision point', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(cve, points), async (all) => {
        await put('vulnrichment', encodeSsvc(told('vulnrichment'), new Map(Object.entries(all))));
        using files = new ThreatFiles(folder);
        for (const [advisory, own] of Object.entries(all)) {
          expect(files.ssvcOf(advisory)).toEqual({ ...own });
        }
        expect(files.ssvcOf('CVE-1998-0001')).toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  it('give back every score, to the digit', async () => {
    const scores = fc.dictionary(cve, fc.record({ score: share, percentile: share }));
    await fc.assert(
      fc.asyncProperty(scores, scores, async (may, june) => {
        const days = [may, june].map((all, at) => {
          const rows = Object.entries(all)
            .map(([id, row]) => ({ ...row, key: cveKey(id) ?? 0 }))
            .sort((a, b) => a.key - b.key);
          return {
            asOf: `2024-0${at + 5}-12`,
            keys: rows.map(({ key }) => key),
            scores: rows.map(({ score }) => score),
            percentiles: rows.map(({ percentile }) => percentile),
          };
        });
        await put('epss', encodeEpss(told('epss'), days));
        using files = new ThreatFiles(folder);
        for (const id of [...Object.keys(may), ...Object.keys(june)]) {
          const expected = [may, june].flatMap((all, at) =>
            all[id] === undefined ? [] : [{ asOf: `2024-0${at + 5}-12`, ...all[id] }],
          );
          expect(files.epssOf(id)).toEqual(expected);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('know nothing where there is none, and nothing of any other name', async () => {
    using none = new ThreatFiles(folder);
    expect(none.sources).toEqual({ kev: null, epss: null, vulnrichment: null });
    expect(none.feeds.map(({ name, asOf }) => [name, asOf])).toEqual([
      ['kev', null],
      ['epss', null],
      ['vulnrichment', null],
    ]);
    expect([none.kevOf('CVE-2024-0001'), none.epssOf('ADV1'), none.ssvcOf('')]).toEqual([
      [],
      [],
      null,
    ]);
    expect(none.listedOn('2024-06-12').size).toBe(0);
  });

  it('notice that one was put into its place', async () => {
    using before = new ThreatFiles(folder);
    expect(before.isReplaced()).toBe(false);
    await put('kev', encodeKev(told('kev'), []));
    expect(before.isReplaced()).toBe(true);
    using after = new ThreatFiles(folder);
    expect(after.isReplaced()).toBe(false);
    expect(after.version).not.toBe(before.version);
  });

  it('say to sync where one is damaged, and answer from the others', async () => {
    await put('kev', encodeKev(told('kev'), []));
    writeFileSync(threatPath(folder, 'epss'), 'DAYBEPSS');
    using files = new ThreatFiles(folder);
    expect(files.kevOf('CVE-2024-0001')).toEqual([]);
    expect(() => files.epssOf('CVE-2024-0001')).toThrow(
      /epss\.index: the index is cut short: run "daybreak feeds sync"/,
    );
  });

  it('say to sync where one is of another version or kind', async () => {
    const bytes = Buffer.from(encodeKev(told('kev'), []));
    await put('vulnrichment', bytes);
    bytes.writeUInt32LE(99, 8);
    await put('kev', bytes);
    using files = new ThreatFiles(folder);
    expect(() => files.sources).toThrow(/format 99.*run "daybreak feeds sync"/);
    expect(() => files.ssvcOf('CVE-2024-0001')).toThrow(
      expect.objectContaining({ name: 'IndexError' }),
    );
  });

  it('never tell anything else after a change: they are refused, or mean what they meant', async () => {
    const listings = fc.sample(listing, { numRuns: 20, seed: 1 });
    await put('kev', encodeKev(told('kev'), listings));
    const whole = readFileSync(threatPath(folder, 'kev'));
    const all = (files: ThreatFiles) => listings.map(({ advisory }) => files.kevOf(advisory));
    const unchanged = new ThreatFiles(folder);
    const before = all(unchanged);
    unchanged[Symbol.dispose]();
    const place = fc.nat(whole.length - 1);
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const bytes = Buffer.from(whole);
        bytes[at] = ((bytes[at] ?? 0) + by) % 256;
        await put('kev', bytes);
        using files = new ThreatFiles(folder);
        const found = outcome(() => all(files));
        if (found !== 'refused') expect(found).toEqual(before);
      }),
      // The example changes bits that have no meaning in zstd.
      { numRuns: 200, examples: [[562, 248]] },
    );
  });
});

import { dueOn, type KevListing, listedOn } from '@daybreak/core/threat';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DropCounter } from '../feed/index.ts';
import {
  changesBetween,
  formatChangeList,
  type KevCatalogue,
  type KevChange,
  type KevEntry,
  listingsOf,
  mergeChanges,
  readChangeList,
} from './index.ts';

const entry: KevEntry = {
  advisory: 'CVE-2024-0001',
  added: '2024-01-10',
  due: '2024-01-31',
  ransomware: false,
};

function catalogue(day: string, ...entries: readonly KevEntry[]): KevCatalogue {
  return { day, entries };
}

/** The history that a chain of catalogues leaves, seen from the last of them. */
function historyOf(...chain: readonly KevCatalogue[]): readonly KevListing[] {
  return listingsOf(chain.at(-1) ?? catalogue('2024-01-01'), changesOf(chain));
}

function changesOf(chain: readonly KevCatalogue[]): readonly KevChange[] {
  return mergeChanges(chain.slice(1).map((newer, at) => changesBetween(chain[at] ?? newer, newer)));
}

describe('what the catalogue listed when', () => {
  it('is what it says of itself, where no change is known', () => {
    expect(historyOf(catalogue('2024-05-01', { ...entry, ransomware: true }))).toEqual([
      {
        advisory: 'CVE-2024-0001',
        added: '2024-01-10',
        removed: null,
        due: [{ from: '2024-01-10', day: '2024-01-31' }],
        ransomware: '2024-01-10',
      },
    ]);
  });

  it('has an entry that was withdrawn and listed again, with its old date, as two listings', () => {
    const listings = historyOf(
      catalogue('2024-05-01', entry),
      catalogue('2024-05-10'),
      catalogue('2024-06-01', { ...entry, due: '2024-06-20' }),
    );
    expect(listings.map(({ added, removed, due }) => [added, removed, due.at(-1)?.day])).toEqual([
      ['2024-01-10', '2024-05-10', '2024-01-31'],
      ['2024-06-01', null, '2024-06-20'],
    ]);
  });

  it('knows from when a due day held, and when it was taken back', () => {
    const [listing] = historyOf(
      catalogue('2024-05-01', entry),
      catalogue('2024-05-03', { ...entry, due: '2024-05-06' }),
      catalogue('2024-05-08', { ...entry, due: null }),
    );
    const days = ['2024-05-02', '2024-05-03', '2024-05-09'];
    expect(days.map((day) => listing && dueOn(listing, day))).toEqual([
      '2024-01-31',
      '2024-05-06',
      null,
    ]);
  });

  it('has no date of addition where only the removal was seen', () => {
    const removed: KevChange = {
      day: '2023-12-01',
      advisory: 'CVE-2022-28958',
      kind: 'removed',
      old: '',
      now: '',
      due: '',
    };
    const [listing] = listingsOf(catalogue('2024-05-01'), [removed]);
    expect(listing).toMatchObject({ added: null, removed: '2023-12-01', due: [] });
  });

  it('goes on behind the catalogue where the changes do', () => {
    const changes = changesOf([catalogue('2024-05-01', entry), catalogue('2024-05-10')]);
    const [listing] = listingsOf(catalogue('2024-05-01', entry), changes);
    expect(listing).toMatchObject({ added: '2024-01-10', removed: '2024-05-10' });
  });

  it('is one where two lists tell of a change, one of them later', () => {
    const daily = [
      catalogue('2024-05-01'),
      catalogue('2024-05-02', entry),
      catalogue('2024-05-03', { ...entry, ransomware: true }),
      catalogue('2024-05-04', { ...entry, ransomware: true, due: '2024-02-02' }),
    ];
    const weekly = [daily[0], daily[3]].flatMap((one) => one ?? []);
    const both = mergeChanges([changesOf(daily), changesOf(weekly)]);
    const last = daily.at(-1) ?? catalogue('2024-05-04');
    expect(listingsOf(last, both)).toEqual(listingsOf(last, changesOf(daily)));
  });
});

const dayNumbers = fc.integer({ min: 0, max: 300 });
const startMs = Date.UTC(2024, 0, 1);

function dayOf(number: number): string {
  return new Date(startMs + number * 86_400_000).toISOString().slice(0, 10);
}

/** A catalogue of a day, none of its entries younger than itself. */
function catalogueOn(day: number): fc.Arbitrary<KevCatalogue> {
  const entries = fc.uniqueArray(
    fc.record({
      advisory: fc.integer({ min: 1, max: 6 }).map((number) => `CVE-2024-000${number}`),
      added: fc.integer({ min: 0, max: day }).map(dayOf),
      due: fc.option(dayNumbers.map(dayOf)),
      ransomware: fc.constant(false),
    }),
    { selector: ({ advisory }) => advisory },
  );
  return entries.map((list) => ({ day: dayOf(day), entries: list }));
}

/** Catalogues of rising days. */
const chains = fc
  .uniqueArray(dayNumbers, { minLength: 1, maxLength: 6 })
  .map((days) => days.toSorted((a, b) => a - b))
  .chain((days) => fc.tuple(...days.map(catalogueOn)))
  .map((chain) => chain.map((one, at) => addedSince(one, chain[at - 1])));

/** What is new in a catalogue was added after the one before. */
function addedSince(newer: KevCatalogue, older: KevCatalogue | undefined): KevCatalogue {
  const known = new Set(older?.entries.map(({ advisory }) => advisory));
  const entries = newer.entries.map((one) =>
    known.has(one.advisory) || one.added > (older?.day ?? '') ? one : { ...one, added: newer.day },
  );
  return { ...newer, entries };
}

/** What the listings say that the catalogue had on a day. */
function stateOn(listings: readonly KevListing[], day: string): Map<string, unknown> {
  const states = [...Map.groupBy(listings, ({ advisory }) => advisory)].flatMap(
    ([advisory, own]) => {
      const listing = listedOn(own, day);
      return listing === undefined ? [] : [[advisory, dueOn(listing, day)] as const];
    },
  );
  return new Map(states.sort());
}

describe('a chain of catalogues, compared and replayed', () => {
  it('gives each of them back on its day', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const listings = historyOf(...chain);
        for (const { day, entries } of chain) {
          const expected = entries.map(({ advisory, due }) => [advisory, due] as const);
          expect(stateOn(listings, day)).toEqual(new Map([...expected].sort()));
        }
      }),
    );
  });

  it('has listings of an advisory one after the other', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        for (const own of Map.groupBy(historyOf(...chain), (one) => one.advisory).values()) {
          const ends = own.slice(0, -1).map(({ removed }) => removed ?? '9999');
          for (const [at, end] of ends.entries()) {
            expect(end <= (own[at + 1]?.added ?? '')).toBe(true);
          }
        }
      }),
    );
  });

  it('is the same after its changes were written and read again', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const changes = changesOf(chain);
        const bytes = Buffer.from(formatChangeList(changes));
        expect(readChangeList(bytes, 'x', new DropCounter())).toEqual(changes);
      }),
    );
  });
});

describe('readChangeList', () => {
  const header = 'commit_date,catalog_version,cve,change,old,new_or_date_added,due_date\n';
  const row =
    '2023-10-11T00:00:30+00:00,2023.10.10,CVE-2023-22515,changed:dueDate,2023-10-26,2023-10-13,\n';

  it('counts a kind of change that it does not know', () => {
    const drops = new DropCounter();
    const text = `${header}${row}${row.replace('dueDate', 'notes')}`;
    expect(readChangeList(Buffer.from(text), 'x', drops)).toHaveLength(1);
    expect(drops.list()).toEqual([
      {
        reason: 'unknown kind of change',
        count: 1,
        example: 'x row 3: CVE-2023-22515 changed:notes',
      },
    ]);
  });

  it.each([
    ['a wrong id', row.replace('22515', '1'), 'invalid', 'row 2'],
    ['a wrong version', row.replace('2023.10.10', '2023.13.10'), 'invalid', 'row 2'],
    ['a wrong day', row.replace('2023-10-13', 'soon'), 'invalid', 'row 2'],
    ['a row cut short', row.slice(0, 60), 'damaged', 'row 2'],
    ['a last line without its end', `${row}${row.trimEnd()}`, 'damaged', 'row 3'],
  ])('refuses %s', (_, rows, code, place) => {
    expect(() => readChangeList(Buffer.from(header + rows), 'x', new DropCounter())).toThrow(
      expect.objectContaining({ name: 'FeedError', code, place }),
    );
  });
});

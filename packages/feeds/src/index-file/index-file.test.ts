import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type FeedStatus,
  type Knowledge,
  type KnownAdvisory,
  type KnownFix,
  type KnownUpdate,
  updateKinds,
} from '@daybreak/core/bulletin';
import { byText, exploitabilities, type VendorStatement } from '@daybreak/core/threat';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeIndex, type IndexContent, IndexError, KnowledgeIndex, writeIndex } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'daybreak-index-'));
const path = join(folder, 'knowledge.index');
afterAll(() => rmSync(folder, { recursive: true }));

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '\u{feff}', 'KB1'));
const date = fc.constantFrom('', '2006-08-08', '2024-06-11');

const update: fc.Arbitrary<KnownUpdate> = fc.record({
  id: text,
  bulletin: text,
  title: text,
  published: date,
  kind: fc.constantFrom(...updateKinds),
  revision: fc.option(fc.nat(99_999)),
  restart: fc.constantFrom(null, 'yes', 'maybe', 'no'),
  supersedes: fc.array(text, { maxLength: 3 }),
});

const advisory: fc.Arbitrary<KnownAdvisory> = fc.record({
  id: text,
  title: text,
  severity: text,
  impact: text,
  exploited: fc.boolean(),
});

const fixOf: fc.Arbitrary<KnownFix> = fc.record({
  component: text,
  updates: fc.array(fc.record({ at: fc.nat(300), published: date }), { maxLength: 3 }),
  advisories: fc.array(fc.nat(70_000), { maxLength: 3 }),
});

const status: FeedStatus = {
  name: 'msrc',
  source: 'invented',
  asOf: '2024-06-11',
  months: [{ month: '2024-06', state: 'complete', reason: '', count: 1 }],
  documents: 1,
  rows: 1,
  drops: [],
};

const knowledge = {
  updates: fc.array(update, { maxLength: 3 }),
  advisories: fc.array(advisory, { maxLength: 3 }),
  fixes: fc.array(fixOf, { maxLength: 3 }),
};
const answer = fc.constantFrom(null, false, true);
const statement: fc.Arbitrary<VendorStatement> = fc.record({
  advisory: text,
  source: text,
  published: date,
  title: text,
  severity: text,
  impact: text,
  exploited: answer,
  disclosed: answer,
  exploitability: fc.constantFrom(null, ...exploitabilities),
  cvss: text,
  cvssScore: fc.option(fc.integer({ min: 0, max: 100 }).map((tenths) => tenths / 10)),
  exploitedSince: fc.option(fc.constantFrom('2024-02-14', '2024-02-28')),
  wormable: fc.option(fc.record({ value: fc.boolean(), source: text })),
});
const statements = fc
  .uniqueArray(statement, { maxLength: 4, selector: ({ advisory: id }) => id })
  .map((list) => list.sort((a, b) => byText(a.advisory, b.advisory)));

const nothing: IndexContent = {
  feeds: [],
  products: [],
  applications: { updates: [], advisories: [], fixes: [] },
  statements: [],
};

const content: fc.Arbitrary<IndexContent> = fc
  .uniqueArray(fc.constantFrom('x86', 'x64', 'arm64'), { maxLength: 3 })
  .chain((architectures) =>
    fc.tuple(
      ...architectures.map((architecture) =>
        fc.record({
          ...knowledge,
          id: fc.constant(`windows-10-22h2-${architecture}`),
          product: fc.constant({
            family: 'Windows 10',
            release: '22H2',
            architecture,
            servicePack: 0,
            serverCore: false,
          }),
        }),
      ),
    ),
  )
  .chain((products) =>
    fc.record({
      feeds: fc.constant([status]),
      products: fc.constant(products),
      applications: fc.record(knowledge),
      statements,
    }),
  );

/** All that an index file says; the file is closed again. */
function readAll(bytes: Uint8Array): IndexContent {
  writeFileSync(path, bytes);
  using index = KnowledgeIndex.open(path);
  const products = index.products.flatMap(({ id }) => index.product(id) ?? []);
  const applications = plain(index.applications());
  const said = index.statements();
  const statements = said.advisories.flatMap((id) => said.of(id) ?? []);
  return { feeds: index.feeds, products: products.map(plain), applications, statements };
}

/** With each advisory's texts asked for, which are decoded only then, and positions as a list. */
function plain<T extends Knowledge>(knowledge: T): T {
  const advisories = knowledge.advisories.map(({ id, title, severity, impact, exploited }) => ({
    id,
    title,
    severity,
    impact,
    exploited,
  }));
  const fixes = knowledge.fixes.map((fix) => ({ ...fix, advisories: [...fix.advisories] }));
  return { ...knowledge, advisories, fixes };
}

const [sample] = fc.sample(
  content.filter(({ products }) => products.length === 3),
  { numRuns: 1, seed: 1 },
);
if (sample === undefined) throw new Error('no sample');
const whole = encodeIndex(sample);

describe('an index', () => {
  it('gives back what was written, to the letter', () => {
    fc.assert(
      fc.property(content, (written) => {
        expect(readAll(encodeIndex(written))).toEqual(written);
      }),
    );
  });

  it('is written whole, leaves nothing beside it, and replaces the one before', async () => {
    await writeIndex(path, nothing);
    await writeIndex(path, sample);
    expect(readFileSync(path)).toEqual(Buffer.from(whole));
    expect(() => statSync(`${path}.new`)).toThrow('ENOENT');
  });

  it('that is replaced while it is open still answers from the old one', async () => {
    await writeIndex(path, sample);
    using index = KnowledgeIndex.open(path);
    await writeIndex(path, nothing);
    const ids = sample.products.map(({ id }) => id);
    expect(ids.map((id) => index.product(id)?.id)).toEqual(ids);
  });

  it('has a fingerprint of each product that changes with what is known of it, and only then', () => {
    const fingerprints = (written: IndexContent): (string | null)[] => {
      writeFileSync(path, encodeIndex(written));
      using index = KnowledgeIndex.open(path);
      return sample.products.map(({ id }) => index.fingerprint(id));
    };
    const before = fingerprints(sample);
    const [first, ...others] = sample.products;
    if (first === undefined) throw new Error('no product');
    const added: KnownUpdate = {
      id: 'KB999',
      bulletin: '',
      title: '',
      published: '',
      kind: 'single',
      revision: null,
      restart: null,
      supersedes: [],
    };
    const changed = { ...first, updates: [...first.updates, added] };
    const after = fingerprints({ ...nothing, products: [...others, changed] });
    expect(after[0]).not.toBe(before[0]);
    expect(after.slice(1)).toEqual(before.slice(1));
  });

  it('knows nothing of a product it has no section for', () => {
    writeFileSync(path, whole);
    using index = KnowledgeIndex.open(path);
    expect(index.product('windows-next-x64')).toBeNull();
    expect(index.fingerprint('windows-next-x64')).toBeNull();
    expect(index.statements().of('CVE-1999-0001')).toBeNull();
  });
});

describe('an index that is damaged', () => {
  /** What it says, or the error that refuses it; any other error fails the test. */
  function outcome(bytes: Uint8Array): IndexContent | 'refused' {
    try {
      return readAll(bytes);
    } catch (error) {
      if (error instanceof IndexError) return 'refused';
      throw error;
    }
  }

  it('in one byte, anywhere, is refused or says exactly what was written', () => {
    for (const place of whole.keys()) {
      const bytes = Uint8Array.from(whole);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (place % 8));
      const found = outcome(bytes);
      if (found !== 'refused') expect(found, `byte ${place}`).toEqual(sample);
    }
  });

  it('by being cut short, anywhere, is refused', () => {
    for (const length of whole.keys()) expect(outcome(whole.subarray(0, length))).toBe('refused');
  });

  it('by bytes of anything is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(outcome(bytes)).toBe('refused');
        const headed = Uint8Array.from([...whole.subarray(0, 16), ...bytes]);
        expect(outcome(headed)).toBe('refused');
      }),
    );
  });

  it('or of another version says what to do', () => {
    const bytes = Uint8Array.from(whole);
    bytes[8] = 99;
    expect(() => readAll(bytes)).toThrow(/format 99.*run "daybreak feeds sync"/);
    expect(() =>
      readAll(new TextEncoder().encode('some other file, which is long enough')),
    ).toThrow('this is not a Daybreak index');
  });
});

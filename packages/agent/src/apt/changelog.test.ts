import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cvesIn, cvesOf, entriesBetween, parseChangelog } from './index.ts';

const trailer = ' -- A Person <person@example.test>  Thu, 01 Jan 2026 00:00:00 +0000';
const written = (source: string, version: string, text: string) =>
  `${source} (${version}) stable; urgency=medium\n\n${text}\n\n${trailer}\n`;
const ofVersions = (...versions: readonly string[]) =>
  parseChangelog(versions.map((version) => written('web', version, `  * ${version}`)).join('\n'));

describe('a changelog', () => {
  const line = fc.stringMatching(/^[ -~]{0,60}$/).map((text) => `  * ${text}`);
  const entry = fc.record({
    source: fc.stringMatching(/^[a-z0-9][a-z0-9+.-]{1,20}$/),
    version: fc.stringMatching(/^[0-9][0-9A-Za-z.+~:-]{0,20}$/),
    text: fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n')),
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const text = entries.map((one) => written(one.source, one.version, one.text)).join('\n');
        const read = parseChangelog(text);
        expect(read.map(({ source, version }) => ({ source, version }))).toEqual(
          entries.map(({ source, version }) => ({ source, version })),
        );
        read.forEach((one, at) => {
          expect(one.text).toContain(entries[at]?.text);
        });
      }),
    );
  });

  it('may be anything: nothing is made up, and nothing breaks', () => {
    const pieces = fc.constantFrom(
      'web (1.0) stable; urgency=low',
      ' -- ',
      '(',
      'CVE-',
      '2024-1',
      '\n',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        for (const { source, version } of parseChangelog(any)) {
          expect(any).toContain(`${source} (${version})`);
        }
        for (const cve of cvesIn(any)) expect(cve).toMatch(/^CVE-\d{4}-\d{4,}$/);
      }),
    );
  });

  it('tells what came between two versions, as they stand below each other', () => {
    const versions = (from: string, to: string, ...all: readonly string[]) =>
      entriesBetween(ofVersions(...all), from, to)?.map(({ version }) => version) ?? null;
    expect(versions('1.0-1', '1.1-1', '1.1-1', '1.0-2', '1.0-1')).toEqual(['1.1-1', '1.0-2']);
    expect(versions('1.0-1', '1.2-1~bpo1', '1.2-1~bpo1', '1.2-1', '1.0-1')).toEqual([
      '1.2-1~bpo1',
      '1.2-1',
    ]);
    expect(versions('1.0-1+deb12u1', '1.1-1', '1.1-1', '1.0-2', '1.0-1')).toEqual([
      '1.1-1',
      '1.0-2',
    ]);
    expect(versions('1.0-1', '1.1-1', '2.0-1', '1.1-1', '1.0-1')).toEqual(['1.1-1']);
  });

  it('does not tell where it has no entry of the version, or ends too early', () => {
    expect(entriesBetween(ofVersions('1.0', '0.9'), '0.9', '1.1')).toBeNull();
    expect(entriesBetween(ofVersions('1.1', '1.0'), '0.9', '1.1')).toBeNull();
    expect(entriesBetween([], '0.9', '1.1')).toBeNull();
  });

  it('of another source says nothing, and too many are none that we could tell', () => {
    const change = { source: 'web', from: '1.0', to: '1.1' };
    const first = written('web', '1.0', '  * First.');
    expect(cvesOf(written('web', '1.1', '  * CVE-2026-1234') + first, change)).toEqual([
      'CVE-2026-1234',
    ]);
    expect(cvesOf(written('other', '1.1', '  * CVE-2026-1234') + first, change)).toBeNull();
    expect(cvesOf(written('web', '1.1', '  * Faster.') + first, change)).toEqual([]);
    const many = Array.from({ length: 2001 }, (_, at) => `  CVE-2026-${10_000 + at}`).join('\n');
    expect(cvesOf(written('web', '1.1', many) + first, change)).toBeNull();
  });
});

describe('a CVE', () => {
  it.each([
    'CVE-2024-30069',
    'cve-2024-30069',
    'CVE 2024-30069',
    'CVE_2024_30069',
    'CVE-2024–30069',
    'CVE‑2024‑30069',
    'CVE: 2024-30069',
    'CVE2024-30069',
    '(CVE-2024-\n    30069)',
    'xCVE, CVE-2024-30069.patch',
  ])('is seen in %j', (text) => {
    expect(cvesIn(text)).toEqual(['CVE-2024-30069']);
  });

  it.each([
    'CVE-2024-123',
    'CVE-2024-XXXX',
    'MYCVE-2024-30069',
    'CVE 2024 30069',
    'CVE-0024-30069',
  ])('is not seen in %j', (text) => {
    expect(cvesIn(text)).toEqual([]);
  });

  it('stands once, in order', () => {
    expect(cvesIn('CVE-2025-0002, CVE-2024-0001, cve-2025-0002')).toEqual([
      'CVE-2024-0001',
      'CVE-2025-0002',
    ]);
  });
});

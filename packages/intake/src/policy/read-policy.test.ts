import { points, shippedPolicies } from '@daybreak/core/urgency';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readPolicy } from './index.ts';

const file = `# What we patch how soon
policy: acme
title: ACME patching standard
source: ACME-SEC-12 of 1 March 2026
tiers:
  - { key: now, name: At once, within: 24 hours, evidence_first: true }
  - { key: soon, name: Soon, within: 2 weeks }
  - { key: later, name: Later, within: next upgrade }
inputs: [kev, epss>=0.1, role=dc]
rows:
  - [yes, "*", "*", now]
  - [no, yes, "*", soon]
  - [no, no, yes, soon]
  - [no, no, no, later]
`;

function problemsOf(text: string) {
  const read = readPolicy(text);
  return 'problems' in read ? read.problems : [];
}

const instead = (old: string, replacement: string) => problemsOf(file.replace(old, replacement));

/** A row for each combination of the points' values. */
function enumerated(names: readonly string[]): { readonly rows: readonly (readonly string[])[] } {
  let rows: readonly (readonly string[])[] = [[]];
  for (const name of names) {
    const values = points[name as keyof typeof points];
    rows = rows.flatMap((row) => values.map((value) => [...row, value]));
  }
  return { rows: rows.map((row) => [...row, 'now']) };
}

describe("a policy's file", () => {
  it('is read into tiers, inputs and a table', () => {
    expect(readPolicy(file)).toMatchObject({
      policy: {
        id: 'acme',
        tiers: [
          { key: 'now', hours: 24, evidenceFirst: true },
          { key: 'soon', hours: 336, evidenceFirst: false },
          { key: 'later', hours: null },
        ],
        inputs: [
          { kind: 'point', name: 'kev' },
          { kind: 'measure', measure: 'epss', atLeast: 0.1 },
          { kind: 'fact', fact: 'role', is: 'dc' },
        ],
      },
    });
  });

  it.each([
    ['a hole', '  - [no, no, yes, soon]\n', '', 11, /no row for kev no, epss>=0.1 no, role=dc yes/],
    ['a row that never counts', '[no, yes, "*", soon]', '[yes, no, no, soon]', 12, /never counts/],
    [
      'a value that is none',
      '[no, no, yes, soon]',
      '[no, nope, yes, soon]',
      13,
      /"nope" is none of/,
    ],
    ['a tier that is none', '[no, no, no, later]', '[no, no, no, never]', 14, /no tier.*"never"/],
    ['a row too short', '[no, no, no, later]', '[no, no, later]', 14, /has 3 cells/],
    ['an input that is none', 'role=dc]', 'rôle=dc]', 9, /no input is called "rôle=dc"/],
    ['a threshold out of reach', 'epss>=0.1', 'epss>=10', 9, /between 0 and 1/],
    ['an input asked for twice', 'role=dc]', 'kev]', 9, /asked for twice/],
    ['an input in two letter cases', 'epss>=0.1, role=dc', 'role=DC, role=dc', 9, /role=dc.*twice/],
    ['a threshold in two forms', 'role=dc]', 'epss >= 0.10]', 9, /epss >= 0\.10.*twice/],
    ['a time that is none', 'within: 24 hours', 'within: a day', 6, /"a day" is no time/],
    ['a tier behind a milder one', 'within: 2 weeks', 'within: 23 hours', 7, /less time than now/],
    ['a tier behind no end', 'within: 24 hours', 'within: next upgrade', 7, /less time than now/],
    ['a tier named twice', 'key: soon', 'key: now', 7, /called now too/],
    ['a field misspelt', 'evidence_first', 'evidence-first', 6, /evidence-first/],
    ['a field left out', 'title: ACME patching standard\n', '', 1, /title/],
    ['a word for yes', 'evidence_first: true', 'evidence_first: sometimes', 6, /boolean/],
    ['a slip of YAML', '  - [no, yes, "*", soon]', '  - [no, yes, "*", soon', 13, /./],
    ['a key twice', 'title: ACME', 'policy: ACME', 3, /unique/],
  ])('with %s is refused with the line', (_, old, replacement, line, message) => {
    const problems = instead(old, replacement);
    expect(problems[0]).toMatchObject({ message: expect.stringMatching(message) });
    expect(problems.map((problem) => problem.line)).toContain(line);
  });

  it('may give two tiers the same time', () => {
    expect(instead('within: 2 weeks', 'within: 24 hours')).toEqual([]);
  });

  it('tells everything that is wrong at once', () => {
    const text = file.replace('24 hours', '24 h').replace('kev,', 'kew,');
    expect(problemsOf(text).map(({ line }) => line)).toEqual([6, 9]);
  });

  const wide =
    'exploitability, severity, human-impact, exploitation, mission, exposure, kev, exploited, exploit, ordered';

  /** A small file that asks for 27,648 combinations. */
  function wideFile(row: string, rows: number): string {
    const head = file.slice(0, file.indexOf('inputs:'));
    return `${head}inputs: [${wide}]\nrows:\n${`  - [${row}]\n`.repeat(rows)}`;
  }
  const any = `${'"*", '.repeat(10)}now`;

  it('is refused where rows and combinations together are too much to check', () => {
    expect(problemsOf(wideFile(any, 1500))).toEqual([
      {
        line: 11,
        message: expect.stringMatching(/^rows: 1500 rows over 27648 combinations are too/),
      },
    ]);
  });

  it('is checked up to the row that leaves no hole, and the rows behind it are told at once', () => {
    expect(problemsOf(wideFile(any, 60))).toEqual([
      { line: 12, message: expect.stringMatching(/never counts.*nor do the 58 behind it/) },
    ]);
  });

  it('may be long where each row says little', () => {
    const inputs = 'exploitability, severity, human-impact, exploitation, mission, exposure';
    const { rows } = enumerated(inputs.split(', '));
    const head = file.slice(0, file.indexOf('inputs:'));
    const lines = rows.map((row) => `  - [${row.join(', ')}]`).join('\n');
    expect(problemsOf(`${head}inputs: [${inputs}]\nrows:\n${lines}\n`)).toEqual([]);
  });

  it('tells the first fifty problems and counts the rest', () => {
    const wrong = problemsOf(wideFile(any.replace('now', 'never'), 70));
    expect(wrong).toHaveLength(51);
    expect(wrong[50]).toEqual({ line: 61, message: 'and 20 more problems from here on' });
  });

  it('cannot be made to grow by aliases', () => {
    expect(problemsOf(`a: &a [x]\nb: &b [*a, *a]\n${file}`)).toEqual([
      { line: 2, message: expect.stringContaining('aliases (*name) are not allowed') },
    ]);
    const row = file.replace('[yes, "*", "*", now]', '&row [yes, "*", "*", now]\n  - *row');
    expect(problemsOf(row)).toMatchObject([{ line: 12 }]);
  });

  it('can be one of those that Daybreak brings along', () => {
    for (const form of shippedPolicies) {
      expect(readPolicy(stringify(form))).toMatchObject({ policy: { id: form.policy } });
    }
  });

  it('is read or refused with a line, whatever is in it', () => {
    const lines = file.split('\n');
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.string({ unit: 'grapheme' }), (at, text) => {
        const read = readPolicy(lines.with(at, text).join('\n'));
        if ('policy' in read) return;
        expect(read.problems.length).toBeGreaterThan(0);
        for (const { line, message } of read.problems) {
          expect(line).toBeGreaterThan(0);
          expect(message).not.toBe('');
        }
      }),
    );
  });
});

import { exploitabilities, type VendorStatement } from '@daybreak/core/threat';
import { ColumnReader, ColumnWriter, cell, IndexError, type Numbers } from './columns.ts';

const answers = [null, false, true] as const;
const likelihoods = [null, ...exploitabilities] as const;

/** @param statements in the order of their advisories, one of each */
export function encodeStatements(statements: readonly VendorStatement[]): Uint8Array {
  const out = new ColumnWriter();
  out.strings(statements.map(({ advisory }) => advisory));
  for (const name of textColumns) out.strings(statements.map((statement) => statement[name]));
  out.strings(statements.map(({ cvssScore }) => (cvssScore === null ? '' : String(cvssScore))));
  out.strings(statements.map(({ wormable }) => wormable?.source ?? ''));
  out.numbers(statements.map(({ wormable }) => answers.indexOf(wormable?.value ?? null)));
  out.numbers(statements.map(({ exploited }) => answers.indexOf(exploited)));
  out.strings(statements.map(({ exploitedSince }) => exploitedSince ?? ''));
  out.numbers(statements.map(({ disclosed }) => answers.indexOf(disclosed)));
  out.numbers(statements.map(({ exploitability }) => likelihoods.indexOf(exploitability)));
  return out.bytes();
}

const textColumns = ['source', 'published', 'title', 'severity', 'impact', 'cvss'] as const;
type TextColumn = (typeof textColumns)[number];

/** Statements as they lie in the index: only the one that is asked for is put together. */
export class Statements {
  /** In the order of their names. */
  readonly advisories: readonly string[];
  readonly #texts: Readonly<Record<TextColumn, readonly string[]>>;
  readonly #scores: readonly string[];
  readonly #wormableSources: readonly string[];
  readonly #wormable: Numbers;
  readonly #exploited: Numbers;
  readonly #exploitedSince: readonly string[];
  readonly #disclosed: Numbers;
  readonly #exploitability: Numbers;

  /** @throws {IndexError} when the columns are damaged */
  constructor(bytes: Uint8Array) {
    const columns = new ColumnReader(bytes);
    this.advisories = columns.strings();
    this.#texts = readTexts(columns);
    this.#scores = columns.strings();
    this.#wormableSources = columns.strings();
    this.#wormable = columns.numbers();
    this.#exploited = columns.numbers();
    this.#exploitedSince = columns.strings();
    this.#disclosed = columns.numbers();
    this.#exploitability = columns.numbers();
  }

  /** Null where no vendor's document names the advisory. */
  of(advisory: string): VendorStatement | null {
    const at = placeIn(this.advisories, advisory);
    return at === -1 ? null : this.#at(at, advisory);
  }

  #at(at: number, advisory: string): VendorStatement {
    const text = (name: TextColumn): string => cell(this.#texts[name], at);
    const score = cell(this.#scores, at);
    const wormable = cell(answers, cell(this.#wormable, at));
    return {
      advisory,
      source: text('source'),
      published: text('published'),
      title: text('title'),
      severity: text('severity'),
      impact: text('impact'),
      exploited: cell(answers, cell(this.#exploited, at)),
      exploitedSince: cell(this.#exploitedSince, at) || null,
      disclosed: cell(answers, cell(this.#disclosed, at)),
      exploitability: cell(likelihoods, cell(this.#exploitability, at)),
      cvss: text('cvss'),
      cvssScore: score === '' ? null : Number(score),
      wormable:
        wormable === null ? null : { value: wormable, source: cell(this.#wormableSources, at) },
    };
  }
}

function readTexts(columns: ColumnReader): Record<TextColumn, readonly string[]> {
  const [source, published, title, severity, impact, cvss] = textColumns.map(() =>
    columns.strings(),
  );
  if (!(source && published && title && severity && impact && cvss)) {
    throw new IndexError('a column of texts is missing');
  }
  return { source, published, title, severity, impact, cvss };
}

/** Where a name stands in a list that is in order; -1 where it does not. */
function placeIn(names: readonly string[], wanted: string): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cell(names, middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return names[low] === wanted ? low : -1;
}

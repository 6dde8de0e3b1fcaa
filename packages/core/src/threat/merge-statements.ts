import {
  byAnswer,
  byExploitability,
  byFact,
  byImpact,
  byScore,
  bySeverity,
  byText,
  type Cvss,
  gravest,
  type Order,
} from './gravest.ts';
import { saysExploited, type VendorStatement } from './statement.ts';

/** What one document says of an advisory. */
export interface DatedStatement {
  readonly statement: VendorStatement;
  /** ISO date on which the document last changed what it says of it. */
  readonly asOf: string;
}

/**
 * One statement of all that is said of an advisory, whatever order it comes in. Each fact is that of
 * the newest document that states it, of one day the gravest: silence takes nothing back. It was
 * published when the first document says so.
 * @param said all of one advisory; never empty
 */
export function mergeStatements(
  advisory: string,
  said: readonly DatedStatement[],
): VendorStatement {
  const newest = <T>(read: (statement: VendorStatement) => T | null, order: Order<T>): T | null =>
    newestFact(said, read, order);
  const text = (read: (statement: VendorStatement) => string, order: Order<string>): string =>
    newest((statement) => read(statement) || null, order) ?? '';
  const score = newest(cvssOf, byScore);
  const published = said.map(({ statement }) => statement.published).sort(byText)[0] ?? '';
  const exploited = newest(({ exploited }) => exploited, byAnswer);
  const exploitability = newest(({ exploitability }) => exploitability, byExploitability);
  return {
    advisory,
    source: text(({ source }) => source, byText),
    published,
    title: text(({ title }) => title, byText),
    severity: text(({ severity }) => severity, bySeverity),
    impact: text(({ impact }) => impact, byImpact),
    exploited,
    exploitedSince: saysExploited({ exploited, exploitability })
      ? exploitedSince(said, published)
      : null,
    disclosed: newest(({ disclosed }) => disclosed, byAnswer),
    exploitability,
    cvss: score?.cvss ?? '',
    cvssScore: score?.cvssScore ?? null,
    wormable: newest(({ wormable }) => wormable, byFact),
  };
}

/** The first day on which any document said so. */
function exploitedSince(said: readonly DatedStatement[], published: string): string | null {
  const days = said
    .filter(({ statement }) => saysExploited(statement))
    .map(({ statement }) => statement.exploitedSince ?? statement.published);
  const first = days.sort(byText)[0] ?? published;
  return first > published ? first : null;
}

function newestFact<T>(
  said: readonly DatedStatement[],
  read: (statement: VendorStatement) => T | null,
  order: Order<T>,
): T | null {
  const stated = said.flatMap(({ statement, asOf }) => {
    const value = read(statement);
    return value === null ? [] : [{ value, asOf }];
  });
  const first = gravest(stated, (a, b) => byText(b.asOf, a.asOf) || order(a.value, b.value));
  return first?.value ?? null;
}

function cvssOf({ cvss, cvssScore }: VendorStatement): Cvss | null {
  return cvssScore === null ? null : { cvss, cvssScore };
}

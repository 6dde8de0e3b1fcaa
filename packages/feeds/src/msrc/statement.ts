import {
  byImpact,
  byScore,
  bySeverity,
  type Cvss,
  gravest,
  saysExploited,
  type VendorStatement,
} from '@daybreak/core/threat';
import type { DropCounter, FeedSink } from '../feed/index.ts';
import type { CvrfDocument, CvrfVulnerability, ThreatKind } from './document.ts';
import { exploitStatus } from './exploit-status.ts';
import { exploitedSince } from './exploited-since.ts';
import { revisionDates, type Shared } from './facts.ts';

/** Hands to the sink what the document says of a vulnerability's nature, whatever its products. */
export function emitStatement(
  vulnerability: CvrfVulnerability,
  document: CvrfDocument,
  { advisory, bulletin, published, title }: Shared,
  sink: FeedSink,
  drops: DropCounter,
): void {
  if (advisory === '') return;
  const drop = (reason: string, what: string): void =>
    drops.add(reason, () => `${bulletin}: ${advisory} ${what}`);
  const status = exploitStatus(vulnerability, (word) =>
    drop('word for exploitation not known', word),
  );
  const statement: VendorStatement = {
    advisory,
    source: `Microsoft, ${bulletin}`,
    published,
    title,
    severity: gravest(wordsOf(vulnerability, 'severity'), bySeverity) ?? '',
    impact: gravest(wordsOf(vulnerability, 'impact'), byImpact) ?? '',
    ...status,
    exploitedSince: saysExploited(status)
      ? laterThan(published, exploitedSince(vulnerability))
      : null,
    ...highestScore(vulnerability, (what) => drop('CVSS score that cannot be read', what)),
    wormable: null,
  };
  sink.statement(statement, revisionDates(vulnerability, document).last);
}

/** What was said on the day of publication was said from the start. */
function laterThan(published: string, day: string | null): string | null {
  return day !== null && day > published ? day : null;
}

function wordsOf({ threats }: CvrfVulnerability, kind: ThreatKind): readonly string[] {
  return threats.filter((threat) => threat.kind === kind).map(({ description }) => description);
}

function highestScore(
  { scores }: CvrfVulnerability,
  onBad: (what: string) => void,
): Pick<VendorStatement, 'cvss' | 'cvssScore'> {
  const read = scores.flatMap(({ baseScore, vector }): Cvss[] => {
    const cvssScore = /^\d+(?:\.\d+)?$/.test(baseScore) ? Number(baseScore) : Number.NaN;
    if (cvssScore <= 10 && vector !== '') return [{ cvss: vector, cvssScore }];
    onBad(`${baseScore} ${vector}`);
    return [];
  });
  return gravest(read, byScore) ?? { cvss: '', cvssScore: null };
}

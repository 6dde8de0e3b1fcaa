import type { Fix } from '@daybreak/core/bulletin';
import {
  type DropCounter,
  type FeedSink,
  isMicrosoftLinux,
  isWindowsSystem,
  splitProduct,
} from '../feed/index.ts';
import type { CvrfDocument, CvrfRemediation, CvrfVulnerability } from './document.ts';
import { everyProduct, type FixFacts, fixFacts, type Shared, sharedFacts } from './facts.ts';
import type { DocumentName } from './month.ts';
import { emitStatement } from './statement.ts';

/** What the rows of one document came to. */
export interface DocumentRows {
  readonly rows: number;
  /** Links to known issues: facts about updates, neither fixes nor drops. */
  readonly knownIssues: number;
}

const noUpdate: FixFacts = {
  update: '',
  kind: 'single',
  fixedBuild: '',
  supersedes: [],
  restart: null,
};

/**
 * Hands a document's rows to the sink: one for each vulnerability, vendor fix and product, and
 * beside them a statement of each vulnerability. A Windows system that is named as affected without any fix gives a row without an update: to leave
 * it out would look like "not affected".
 */
export function emitRows(
  document: CvrfDocument,
  name: DocumentName,
  sink: FeedSink,
  drops: DropCounter,
): DocumentRows {
  const counts = { rows: 0, knownIssues: 0 };
  for (const vulnerability of document.vulnerabilities) {
    const shared = sharedFacts(vulnerability, document, name.bulletin);
    emitStatement(vulnerability, document, shared, sink, drops);
    counts.knownIssues += vulnerability.remediations.filter(isKnownIssue).length;
    for (const [product, facts] of statements(vulnerability)) {
      const row = makeRow(document.products.get(product), product, shared, facts, drops);
      if (row === null) continue;
      sink.fix('msrc', row);
      counts.rows += 1;
    }
  }
  return counts;
}

function isKnownIssue({ kind }: CvrfRemediation): boolean {
  return kind === 'known-issue';
}

/** What a vulnerability says about each product: its fixes, or that it is affected and has none. */
function* statements(vulnerability: CvrfVulnerability): Generator<[string, FixFacts]> {
  const fixed = new Set<string>();
  for (const remediation of vulnerability.remediations) {
    if (remediation.kind !== 'fix') continue;
    const facts = fixFacts(remediation);
    for (const product of remediation.products) {
      fixed.add(product);
      yield [product, facts];
    }
  }
  for (const product of vulnerability.affected) {
    if (!fixed.has(product)) yield [product, noUpdate];
  }
}

function makeRow(
  name: string | undefined,
  id: string,
  shared: Shared,
  facts: FixFacts,
  drops: DropCounter,
): Fix | null {
  const reason = dropReason(name, facts);
  if (reason !== '' || name === undefined) {
    drops.add(
      reason,
      () => `${shared.bulletin}: ${shared.advisory} product ${id} (${name ?? '?'})`,
    );
    return null;
  }
  const { severity, impact, ...rest } = shared;
  return {
    ...rest,
    ...splitProduct(name),
    ...facts,
    severity: severity.get(id) ?? severity.get(everyProduct) ?? '',
    impact: impact.get(id) ?? impact.get(everyProduct) ?? '',
  };
}

function dropReason(name: string | undefined, { update }: FixFacts): string {
  if (name === undefined) return 'product not in the product tree';
  if (isMicrosoftLinux(name)) return "package of Microsoft's Linux";
  if (update === '' && !isWindowsSystem(splitProduct(name).product)) return 'no update named';
  return '';
}

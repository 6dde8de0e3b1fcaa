import type { Fix } from '@daybreak/core/bulletin';
import {
  type DropCounter,
  type FeedSink,
  isMicrosoftLinux,
  isWindowsSystem,
  readAdvisory,
  readKb,
  readUpdateList,
  splitProduct,
} from '../feed/index.ts';
import type { CvrfDocument, CvrfRemediation, CvrfVulnerability, ThreatKind } from './document.ts';
import { updateKind } from './kind.ts';
import type { DocumentName } from './month.ts';

/** What the rows of one document came to. */
export interface DocumentRows {
  readonly rows: number;
  /** Links to known issues: facts about updates, neither fixes nor drops. */
  readonly knownIssues: number;
}

/** The facts that every row of one vulnerability shares. */
interface Shared {
  readonly bulletin: string;
  readonly published: string;
  readonly advisory: string;
  readonly title: string;
  readonly exploited: boolean;
  readonly severity: ReadonlyMap<string, string>;
  readonly impact: ReadonlyMap<string, string>;
}

/** What one fix says, whatever the product. */
type FixFacts = Pick<Fix, 'update' | 'kind' | 'fixedBuild' | 'supersedes' | 'restart'>;

const noUpdate: FixFacts = {
  update: '',
  kind: 'single',
  fixedBuild: '',
  supersedes: [],
  restart: null,
};

/** Key of a threat that names no product and so holds for all. */
const everyProduct = '';

/**
 * Hands a document's rows to the sink: one for each vulnerability, vendor fix and product. A
 * Windows system that is named as affected without any fix gives a row without an update: to leave
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
    const fixed = new Set<string>();
    const emit = (product: string, facts: FixFacts): void => {
      fixed.add(product);
      const row = makeRow(document.products.get(product), product, shared, facts, drops);
      if (row === null) return;
      sink.fix('msrc', row);
      counts.rows += 1;
    };
    for (const remediation of vulnerability.remediations) {
      if (remediation.kind === 'known-issue') counts.knownIssues += 1;
      if (remediation.kind !== 'fix') continue;
      const facts = fixFacts(remediation);
      for (const product of remediation.products) emit(product, facts);
    }
    for (const product of vulnerability.affected) {
      if (!fixed.has(product)) emit(product, noUpdate);
    }
  }
  return counts;
}

function sharedFacts(
  vulnerability: CvrfVulnerability,
  document: CvrfDocument,
  bulletin: string,
): Shared {
  const first = vulnerability.revisions.toSorted()[0] ?? document.initialRelease;
  return {
    bulletin,
    published: first.slice(0, 10),
    advisory: readAdvisory(vulnerability.advisory),
    title: vulnerability.title,
    exploited: vulnerability.threats.some(
      ({ kind, description }) => kind === 'exploit-status' && /\bExploited:Yes\b/.test(description),
    ),
    severity: threatsByProduct(vulnerability, 'severity'),
    impact: threatsByProduct(vulnerability, 'impact'),
  };
}

function threatsByProduct(
  { threats }: CvrfVulnerability,
  kind: ThreatKind,
): ReadonlyMap<string, string> {
  const byProduct = new Map<string, string>();
  for (const threat of threats) {
    if (threat.kind !== kind) continue;
    if (threat.products.length === 0) byProduct.set(everyProduct, threat.description);
    for (const product of threat.products) byProduct.set(product, threat.description);
  }
  return byProduct;
}

function fixFacts({
  description,
  subType,
  supersedence,
  fixedBuild,
  restartRequired,
}: CvrfRemediation): FixFacts {
  return {
    // A few documents have the KB number in the place of the SubType.
    update: readKb(description) ?? readKb(subType) ?? '',
    kind: updateKind(subType),
    fixedBuild,
    supersedes: readUpdateList(supersedence),
    restart: restarts.get(restartRequired.toLowerCase()) ?? null,
  };
}

const restarts: ReadonlyMap<string, 'yes' | 'maybe' | 'no'> = new Map([
  ['yes', 'yes'],
  ['maybe', 'maybe'],
  ['no', 'no'],
]);

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

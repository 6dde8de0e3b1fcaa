import type { Fix } from '@daybreak/core/bulletin';
import { readAdvisory, readKb, readUpdateList } from '../feed/index.ts';
import type { CvrfDocument, CvrfRemediation, CvrfVulnerability, ThreatKind } from './document.ts';
import { exploitStatus } from './exploit-status.ts';
import { updateKind } from './kind.ts';
import { lastRelease } from './month.ts';

/** The facts that every row of one vulnerability shares. */
export interface Shared {
  readonly bulletin: string;
  readonly published: string;
  readonly advisory: string;
  readonly title: string;
  readonly exploited: boolean;
  readonly severity: ReadonlyMap<string, string>;
  readonly impact: ReadonlyMap<string, string>;
}

/** What one fix says, whatever the product. */
export type FixFacts = Pick<Fix, 'update' | 'kind' | 'fixedBuild' | 'supersedes' | 'restart'>;

/** Key of a threat that names no product and so holds for all. */
export const everyProduct = '';

export function sharedFacts(
  vulnerability: CvrfVulnerability,
  document: CvrfDocument,
  bulletin: string,
): Shared {
  return {
    bulletin,
    published: revisionDates(vulnerability, document).first,
    advisory: readAdvisory(vulnerability.advisory),
    title: vulnerability.title,
    exploited: exploitStatus(vulnerability).exploited ?? false,
    severity: threatsByProduct(vulnerability, 'severity'),
    impact: threatsByProduct(vulnerability, 'impact'),
  };
}

/** ISO dates of a vulnerability's own revisions; the document's where it lists none. */
export function revisionDates(
  { revisions }: CvrfVulnerability,
  document: CvrfDocument,
): { readonly first: string; readonly last: string } {
  const sorted = revisions.map(({ date }) => date).sort();
  const first = sorted[0] ?? document.initialRelease;
  const last = sorted.at(-1) ?? lastRelease(document);
  return { first: first.slice(0, 10), last: last.slice(0, 10) };
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

export function fixFacts({
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

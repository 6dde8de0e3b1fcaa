import type { Fix } from '@daybreak/core/bulletin';
import { readAdvisory, readKb, readUpdateList } from '../feed/index.ts';
import type { CvrfDocument, CvrfRemediation, CvrfVulnerability, ThreatKind } from './document.ts';
import { updateKind } from './kind.ts';

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

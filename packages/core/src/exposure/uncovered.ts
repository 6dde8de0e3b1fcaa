/** The answers where no feed has a host's product: unknown, and why. */
import { type Host, hasPackages } from '../inventory/index.ts';
import type { Assessment, Summary } from './assessment.ts';
import type { CoverageBasis } from './basis.ts';
import { feedBasis } from './coverage.ts';
import { productNameOfHost } from './host-product.ts';
import type { Named, NamedFinding } from './named.ts';
import { supportWarnings } from './warnings.ts';

export function assessUncovered(host: Host, { asOf, feeds }: CoverageBasis): Assessment {
  return {
    host: host.name,
    product: productNameOfHost(host),
    verdict: 'unknown',
    install: [],
    advisories: [],
    // What the feeds of Windows know is no basis of anything said about others.
    feeds: hasPackages(host) ? [] : feeds.map((feed) => feedBasis(feed, asOf)),
    conditional: [],
    warnings: [`${uncovered(host)}: nothing can be said about it`, ...supportWarnings(host, asOf)],
  };
}

/** In short. */
export function summariseUncovered(host: Host, basis: CoverageBasis): Summary {
  const { product, verdict } = assessUncovered(host, basis);
  const updates = { open: [], unknown: [], fixed: [] };
  return { product, verdict, install: [], open: 0, updates, severities: new Map() };
}

/** What is named, one by one. */
export function nameUncovered(host: Host, names: readonly Named[]): readonly NamedFinding[] {
  const nothing = { state: 'unknown', update: '', rule: null, published: null } as const;
  return names.map((named) => ({ ...named, ...nothing, because: uncovered(host) }));
}

function uncovered(host: Host): string {
  const product = productNameOfHost(host);
  return hasPackages(host) ? `no feed covers ${product}` : `no feed has bulletins for ${product}`;
}

/** Sources in words. */
import type { SsvcPoints, VendorStatement } from '../threat/index.ts';
import type { KnownThreat } from './known-threat.ts';
import type { Said } from './reading.ts';

/** @param since ISO date of a revision that says it; else it was said on publication */
export function vendorSaid({ source, published }: VendorStatement, since = published): Said {
  return { source, asOf: since };
}

/** @param stale in words how old it is, where that matters */
export function ssvcSaid({ asOf }: SsvcPoints, stale: string | null = null): Said {
  return { source: ['CISA Vulnrichment', ...(stale === null ? [] : [stale])].join(', '), asOf };
}

/** Why there is no SSVC point. */
export function noSsvc({ sources }: KnownThreat): string {
  return sources.vulnrichment === null
    ? 'no Vulnrichment has been read'
    : 'CISA has set no such point for it in Vulnrichment';
}

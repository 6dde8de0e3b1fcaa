/** Sources in words. */
import type { SsvcPoints, VendorStatement } from '../threat/index.ts';
import type { KnownThreat } from './known-threat.ts';
import type { Said } from './reading.ts';

export function vendorSaid({ source, published }: VendorStatement): Said {
  return { source, asOf: published };
}

export function ssvcSaid({ asOf }: SsvcPoints): Said {
  return { source: 'CISA Vulnrichment', asOf };
}

/** Why there is no SSVC point. */
export function noSsvc({ sources }: KnownThreat): string {
  return sources.vulnrichment === null
    ? 'no Vulnrichment has been read'
    : 'CISA has set no such point for it in Vulnrichment';
}

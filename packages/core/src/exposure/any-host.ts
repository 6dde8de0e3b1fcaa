/** Answers for a host of any system: by what is known of its product, unknown where nothing is. */
import type { ProductId } from '../bulletin/index.ts';
import { type Host, hasPackages, type WindowsHost } from '../inventory/index.ts';
import type { Assessment, Summary } from './assessment.ts';
import type { CoverageBasis } from './basis.ts';
import { productIdOfHost } from './host-product.ts';
import type { Named, NamedFinding } from './named.ts';
import type { Released } from './not-listed.ts';
import type { ProductExposure } from './product-exposure.ts';
import { assessUncovered, nameUncovered, summariseUncovered } from './uncovered.ts';

export interface KnownProducts {
  /** Null where nothing is known of the product. */
  product(id: ProductId): ProductExposure | null;
  basis(): CoverageBasis;
}

export function assessHost(host: Host, known: KnownProducts): Assessment {
  const answer = ask(host, known, (product, asked) => product.assess(asked));
  return answer ?? assessUncovered(host, known.basis());
}

/** As `assessHost`, without what only the page of one host shows. */
export function summariseHost(host: Host, known: KnownProducts): Summary {
  const answer = ask(host, known, (product, asked) => product.summarise(asked));
  return answer ?? summariseUncovered(host, known.basis());
}

/** What is named, one by one, on a host. */
export function findOnHost(
  host: Host,
  names: readonly Named[],
  { product, released }: Pick<KnownProducts, 'product'> & { readonly released: Released },
): readonly NamedFinding[] {
  const answer = ask(host, { product }, (of, asked) => of.findNamed(asked, names, released));
  return answer ?? nameUncovered(host, names);
}

/** No feed has advisories of Debian or of RPM's distributions: whatever is known is of Windows. */
function ask<T>(
  host: Host,
  { product }: Pick<KnownProducts, 'product'>,
  question: (product: ProductExposure, host: WindowsHost) => T,
): T | null {
  if (hasPackages(host)) return null;
  const known = product(productIdOfHost(host));
  return known && question(known, host);
}

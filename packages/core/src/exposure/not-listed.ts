/** What follows when no bulletin for a host's product has what is named. */
import { isPastSupport, type WindowsHost } from '../inventory/index.ts';
import type { Named, NamedFinding } from './named.ts';
import type { Coverage } from './uncovered-months.ts';

/** ISO date from which any bulletin had what is named; null where none that was read has it. */
export type Released = (named: Named) => string | null;

/**
 * Not affected only where that can be said: a bulletin of a month that was read whole names it for
 * other products, while this one was still supported. Else unknown.
 * @param product in words
 */
export function notListed(
  named: Named,
  { host, product }: { readonly host: WindowsHost; readonly product: string },
  coverage: Coverage,
  released: string | null,
): NamedFinding {
  const nothing = { ...named, update: '', rule: null, published: null };
  const why = doubt({ host, product }, released, coverage);
  if (why !== null) return { ...nothing, state: 'unknown', because: why };
  const because = `the bulletins of ${released?.slice(0, 7)} name it for other products, not for ${product}`;
  return { ...nothing, state: 'not affected', because };
}

function doubt(
  { host, product }: { readonly host: WindowsHost; readonly product: string },
  released: string | null,
  coverage: Coverage,
): string | null {
  const { asOf } = coverage;
  if (released === null || released > asOf) return `no bulletin known on ${asOf} names it`;
  const month = released.slice(0, 7);
  if (!coverage.isWhole(month)) {
    return `no bulletin that was read names it for ${product}, and ${month} was not read whole`;
  }
  if (!isPastSupport(host, released)) return null;
  return `${product} was past support on ${released}: bulletins do not say whether it is affected`;
}

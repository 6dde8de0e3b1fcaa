/**
 * Early bulletins name a system without its service packs (`Microsoft Windows XP`) and mean each one
 * that was out. Taken to the letter they would concern only the system as first sold, and a host
 * with Service Pack 1 would miss the fix against Blaster.
 */
import type { Bulletin } from './schema.ts';

/** Day of release of each service pack, the first one first. Source: Microsoft's lifecycle pages. */
const servicePacks: Readonly<Record<string, readonly string[]>> = {
  'Microsoft Windows 2000': ['2000-07-31', '2001-05-16', '2002-08-01', '2003-06-26'],
  'Microsoft Windows XP': ['2002-09-09', '2004-08-25'],
};

/** The products that a row's product stands for: itself, and the service packs it leaves unsaid. */
export function meantProducts(bulletin: Bulletin, product: string): readonly string[] {
  const released = servicePacks[product];
  if (released === undefined || namesServicePack(bulletin, product)) return [product];
  const out = released.filter((day) => day <= bulletin.published);
  return [product, ...out.map((_, at) => `${product} Service Pack ${at + 1}`)];
}

function namesServicePack({ affected }: Bulletin, product: string): boolean {
  return affected.some((row) => row.product.startsWith(`${product} Service Pack`));
}

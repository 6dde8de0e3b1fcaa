/**
 * An invented fleet over real knowledge: postures with the updates of their product up to some day,
 * a few of them left out, and many hosts for each posture. The same seed gives the same fleet.
 */
import type { ProductKnowledge } from '@daybreak/core/bulletin';
import type { WindowsHost } from '@daybreak/core/inventory';
import { releaseBuild } from './release-build.ts';

/** A small generator of numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Postures spread over the products, each different from every other.
 * @param newestShare how much of a product's history their newest update may lie back, 0 to 1
 */
export function inventPostures(
  products: readonly ProductKnowledge[],
  count: number,
  random: () => number,
  newestShare = 1,
): WindowsHost[] {
  const postures = new Map<string, WindowsHost>();
  while (postures.size < count) {
    const product = products[Math.floor(random() * products.length)];
    if (product === undefined) throw new Error('no product to invent postures of');
    const posture = inventPosture(product, random, newestShare);
    postures.set(`${product.id} ${posture.installed.updates.join(' ')}`, posture);
  }
  return [...postures.values()];
}

function inventPosture(
  knowledge: ProductKnowledge,
  random: () => number,
  newestShare: number,
): WindowsHost {
  const { product } = knowledge;
  const byAge = knowledge.updates.toSorted((a, b) => (a.published < b.published ? -1 : 1));
  const upTo = Math.floor((1 - random() * newestShare) * byAge.length);
  const updates = byAge.slice(Math.max(0, upTo - 60), upTo).filter(() => random() < 0.9);
  const build = releaseBuild(product);
  return {
    name: '',
    osName: `Microsoft ${product.family}`,
    family: product.family,
    edition: 'Enterprise',
    release: product.release,
    architecture: product.architecture,
    servicePack: product.servicePack,
    version: `10.0.${build}`,
    build,
    revision: null,
    serverCore: product.serverCore,
    role: null,
    domain: '',
    installed: {
      updates: updates.map(({ id }) => id).sort(),
      stated: updates.length,
      complete: true,
    },
  };
}

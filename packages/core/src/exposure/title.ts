import type { UpdateKind } from '../bulletin/index.ts';
import {
  type KnownAdvisory,
  type KnownUpdate,
  type ProductKnowledge,
  productName,
} from '../bulletin/index.ts';

const kinds: Readonly<Record<UpdateKind, string>> = {
  cumulative: 'cumulative update',
  'security-only': 'security-only update',
  'browser-cumulative': 'cumulative browser update',
  hotpatch: 'hotpatch',
  'servicing-stack': 'servicing stack update',
  'service-pack': 'service pack',
  preview: 'preview rollup',
  single: 'security update',
};

/**
 * A title for people. The feeds give titles to advisories, hardly ever to updates, so it is made of
 * what is known: `2024-06 cumulative update for Windows Server 2022 (x64)`.
 * @param worst the worst of the advisories it closes
 * @param advisories how many it closes
 */
export function updateTitle(
  { product }: ProductKnowledge,
  update: KnownUpdate,
  worst: KnownAdvisory | undefined,
  advisories: number,
): string {
  if (update.title !== '') return update.title;
  if (update.kind !== 'single' || worst === undefined) {
    return `${update.published.slice(0, 7)} ${kinds[update.kind]} for ${productName(product)}`;
  }
  if (update.bulletin !== '') return `${update.bulletin}: ${worst.impact || kinds.single}`;
  const more = advisories > 1 ? ` and ${advisories - 1} more` : '';
  return `${worst.title || worst.impact || kinds.single}${more}`;
}

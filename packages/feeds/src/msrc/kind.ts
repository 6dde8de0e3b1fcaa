import type { UpdateKind } from '@daybreak/core/bulletin';

/**
 * The vendor's name for a sort of update, in the words of its SubType. `Security Update` and
 * `Cumulative Update` say nothing by themselves: on Windows 10 they are cumulative, on Windows 7 a
 * single fix. Who knows the product decides; here they stay single.
 */
const kinds: readonly (readonly [RegExp, UpdateKind])[] = [
  [/hotpatch/i, 'hotpatch'],
  [/preview rollup/i, 'preview'],
  [/monthly rollup/i, 'cumulative'],
  [/security only/i, 'security-only'],
  [/ie cumulative/i, 'browser-cumulative'],
  [/servicing ?stack/i, 'servicing-stack'],
];

export function updateKind(subType: string): UpdateKind {
  return kinds.find(([pattern]) => pattern.test(subType))?.[1] ?? 'single';
}

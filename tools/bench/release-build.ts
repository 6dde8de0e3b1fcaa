import type { WindowsProduct } from '@daybreak/core/bulletin';
import { cumulativeBuild } from '@daybreak/core/version';

/** A build for an invented host; older products are told by their names, so any will do for them. */
export function releaseBuild({ family, release }: WindowsProduct): number {
  return cumulativeBuild(family, release) ?? 7601;
}

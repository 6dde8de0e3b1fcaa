/** Whether hosts may install anything now. */
import type { TrustView } from '@daybreak/protocol/trust';

type Approved = TrustView['manifests'][number];

/**
 * What holds hosts back, the first that does; `open` where nothing does. `expired`: the root or the
 * list of what is approved has run out, and no host believes it any more.
 */
export type Leave = 'no-root' | 'halted' | 'expired' | 'nothing-approved' | 'nothing-open' | 'open';

export function leaveOf(trust: TrustView, now: Date): Leave {
  const { root, pacing, manifestsExpire } = trust;
  if (root === null) return 'no-root';
  if (pacing.stopped) return 'halted';
  if (hasPassed(root.expires, now) || hasPassed(manifestsExpire, now)) return 'expired';
  const current = currentManifests(trust, now);
  if (current.length === 0) return 'nothing-approved';
  return current.some(({ isOpen }) => isOpen) ? 'open' : 'nothing-open';
}

/** Those whose time has not passed: nothing is begun of the others, open or not. */
export function currentManifests({ manifests }: TrustView, now: Date): readonly Approved[] {
  return manifests.filter(({ manifest }) => !hasPassed(manifest.until, now));
}

export function hasPassed(time: string | null, now: Date): boolean {
  return time !== null && new Date(time) <= now;
}

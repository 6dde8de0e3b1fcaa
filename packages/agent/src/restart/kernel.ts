import { compareDebianVersions, parseDebianVersion } from '@daybreak/core/version';

export interface RunningKernel {
  /** `6.1.0-49-amd64`. */
  readonly release: string;
  /** `#1 SMP PREEMPT_DYNAMIC Debian 6.1.174-1 (2026-05-26)`. */
  readonly version: string;
}

interface InstalledImage {
  readonly name: string;
  readonly version: string;
  readonly state: string;
}

/** `linux-image-6.1.0-49-cloud-amd64`, and none of those that only point to another. */
const image = /^linux-image-(?:unsigned-)?(\d[\w.+~]*(?:-\d[\w.+~]*)?)-(.+?)(?:-unsigned)?$/;
const release = /^(\d[\w.+~]*(?:-\d[\w.+~]*)?)-(.+)$/;

/**
 * Names of installed kernels that are newer than the running one: of the same flavour with a later
 * release, or of the same release made anew since. None where the running one is not a
 * distribution's.
 */
export function newerKernels(
  running: RunningKernel,
  packages: readonly InstalledImage[],
): readonly string[] {
  const [, ours, flavour] = release.exec(running.release) ?? [];
  if (ours === undefined) return [];
  const built = / Debian (\S+) \(/.exec(running.version)?.[1] ?? null;
  return packages
    .filter(({ name, version, state }) => {
      const [, theirs, theirFlavour] = image.exec(name) ?? [];
      if (state === 'half-done' || theirs === undefined || theirFlavour !== flavour) return false;
      if (theirs !== ours) return isLater(theirs, ours);
      return built !== null && isLater(version, built);
    })
    .map(({ name }) => name);
}

function isLater(a: string, b: string): boolean {
  const [one, other] = [parseDebianVersion(a), parseDebianVersion(b)];
  return one !== null && other !== null && compareDebianVersions(one, other) > 0;
}

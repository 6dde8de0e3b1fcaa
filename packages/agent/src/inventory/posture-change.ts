import { isDebian } from '@daybreak/core/inventory';
import type { DebianPosture, HostPosture, PostureUpload } from '@daybreak/protocol/agent';
import { documentHashOf } from './document.ts';

type Package = DebianPosture['packages'][number];

/** What the server lacks: what is another since the posture that it has, or all where it has none. */
export function postureUploadOf(
  instance: string,
  posture: HostPosture,
  base: HostPosture | null,
): PostureUpload {
  if (base === null || !isDebian(base) || !isDebian(posture)) return { instance, posture };
  const { packages, ...facts } = posture;
  const [before, now] = [byKey(base.packages), byKey(packages)];
  const isOther = ([key, one]: [string, Package]) =>
    documentHashOf(one) !== documentHashOf(before.get(key) ?? {});
  return {
    instance,
    base: documentHashOf(base),
    posture: documentHashOf(posture),
    facts,
    set: [...now].filter(isOther).map(([, one]) => one),
    removed: [...before.keys()].filter((key) => !now.has(key)),
  };
}

function byKey(packages: readonly Package[]): ReadonlyMap<string, Package> {
  return new Map(packages.map((one) => [`${one.name}:${one.architecture}`, one]));
}

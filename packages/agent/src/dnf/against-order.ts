import type { OrderedPackage } from '../apt/index.ts';
import { withoutZeroEpoch } from './installed.ts';
import type { RpmTransaction } from './transaction.ts';

/** Why what dnf would do is not what was ordered, in words; empty where it is just that. */
export function beyondRpmOrder(
  { installs, removes }: RpmTransaction,
  order: readonly OrderedPackage[],
): readonly string[] {
  const ordered = new Map(order.map(({ name, version }) => [name, withoutZeroEpoch(version)]));
  const beyond = removes.map((name) => `dnf would remove ${name}`);
  for (const { name, version } of installs) {
    const wanted = ordered.get(name);
    if (wanted === withoutZeroEpoch(version)) continue;
    beyond.push(
      wanted === undefined
        ? `dnf would also install ${name} ${version}, which is not ordered`
        : `dnf would install ${name} ${version}, and ${wanted} is ordered`,
    );
  }
  return beyond;
}

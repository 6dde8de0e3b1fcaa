import type { InstalledOnHost } from '@daybreak/protocol/host';
import { InstalledPackages } from './installed-packages.tsx';
import { InstalledUpdates } from './installed-updates.tsx';

/** What the host's inventory lists, in the words of its system. */
export function InstalledOn({ installed }: { readonly installed: InstalledOnHost }) {
  return installed.system === 'windows' ? (
    <InstalledUpdates updates={installed.updates} complete={installed.complete} />
  ) : (
    <InstalledPackages packages={installed.packages} />
  );
}

import type { InstalledOnHost } from '@daybreak/protocol/host';
import { amountText, Notice } from '../ui/index.ts';

const namedMax = 5;
const remedies = { debian: 'dpkg --configure -a', rpm: 'dnf remove --duplicates' };

/** What stopped half-way, near the top of the page: it may be why a service does not run. */
export function HalfDonePackages({ installed }: { readonly installed: InstalledOnHost }) {
  if (installed.system === 'windows') return null;
  const found = installed.packages.filter(({ state }) => state === 'half-done');
  if (found.length === 0) return null;
  const names = found.slice(0, namedMax).map(({ name }) => name);
  const more = found.length > namedMax ? ` and ${found.length - namedMax} more` : '';
  return (
    <Notice tone="act" title={`${amountText(found.length, 'package')} half-done`}>
      <p>
        {names.join(', ')}
        {more}: something stopped before it was done, so that this is neither what was installed nor
        what was to be. On the host, <code>{remedies[installed.system]}</code> finishes what it can.
      </p>
    </Notice>
  );
}

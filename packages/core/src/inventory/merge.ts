import type { HotfixList } from './hotfix-list.ts';
import { sortedUpdates } from './update-id.ts';
import type { InstalledUpdates } from './windows-host.ts';

/**
 * The installed updates after a hotfix list of the same host is added. The list makes them complete
 * unless it is itself shorter than the number that the host states.
 */
export function withHotfixList(installed: InstalledUpdates, list: HotfixList): InstalledUpdates {
  const enough = list.entries > 0 && list.entries >= (installed.stated ?? 0);
  return {
    updates: sortedUpdates([...installed.updates, ...list.updates]),
    stated: installed.stated,
    complete: installed.complete || enough,
  };
}

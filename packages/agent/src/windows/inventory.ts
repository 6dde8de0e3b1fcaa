import { readHotfixLists, readSysteminfo, withHotfixList } from '@daybreak/core/inventory';
import type { WindowsPosture } from '@daybreak/protocol/agent';
import { WindowsUpdateError } from './powershell.ts';
import type { HistoryEntry, InventoryAnswer } from './results.ts';
import { resultCodes } from './results.ts';

/**
 * Read as an inventory that is imported, with what systeminfo does not tell: the revision of the
 * build, and whether it is Server Core. @throws WindowsUpdateError
 */
export function windowsPostureOf(answer: InventoryAnswer): WindowsPosture {
  const { hosts, problems } = readSysteminfo(answer.systeminfo);
  const host = hosts[0]?.host;
  if (host === undefined) {
    throw new WindowsUpdateError(`systeminfo: ${problems[0]?.message ?? 'no host in it'}`);
  }
  const { name: _name, domain: _domain, ...facts } = host;
  const isSameBuild = answer.build === String(facts.build);
  const { updates, ...installed } = installedOf(host.installed, answer.hotfixes);
  return {
    ...facts,
    revision: (isSameBuild ? answer.revision : null) ?? facts.revision,
    serverCore: facts.serverCore ?? serverCoreOf(answer.installation),
    installed: { ...installed, updates: [...updates] },
  };
}

function installedOf(
  stated: Parameters<typeof withHotfixList>[0],
  hotfixes: readonly string[],
): Parameters<typeof withHotfixList>[0] {
  if (hotfixes.length === 0) return stated;
  const lists = readHotfixLists(['HotFixID', ...hotfixes, ''].join('\n'));
  if ('message' in lists) throw new WindowsUpdateError(`Get-HotFix: ${lists.message}`);
  return lists.reduce(withHotfixList, stated);
}

function serverCoreOf(installation: string): boolean | null {
  return installation === '' ? null : installation === 'Server Core';
}

const operations = { installed: 1 } as const;

/**
 * What is there by the last thing that the update service did with each. Its history names updates in
 * titles alone: `... (KB5039227)`.
 * @param history the newest first
 */
export function updatesInHistory(history: readonly HistoryEntry[]): ReadonlySet<string> {
  const last = new Map<string, boolean>();
  for (const { title, operation, result } of history) {
    const update = /\((KB\d{5,8})\)/.exec(title)?.[1];
    if (update === undefined || result !== resultCodes.succeeded || last.has(update)) continue;
    last.set(update, operation === operations.installed);
  }
  return new Set([...last].flatMap(([update, isThere]) => (isThere ? [update] : [])));
}

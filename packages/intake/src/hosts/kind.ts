import {
  type HotfixList,
  type InventoryProblem,
  readHotfixLists,
  readSysteminfo,
  type SysteminfoReading,
} from '@daybreak/core/inventory';

/** What a text turned out to hold. A batch file may have written `systeminfo` and `wmic qfe` into one. */
export type Content =
  | {
      readonly kind: 'inventory';
      readonly systeminfo: SysteminfoReading;
      readonly lists: readonly HotfixList[];
      readonly problems: readonly InventoryProblem[];
    }
  | { readonly kind: 'nothing'; readonly problem: InventoryProblem };

/** Recognises an inventory by its content; names of files are no evidence. */
export function readContent(text: string): Content {
  if (text.trim() === '') return nothing('the file is empty');
  if (isOfferedUpdates(text)) return nothing('lists offered updates, not installed ones');
  const systeminfo = readSysteminfo(text);
  const hotfixes = readHotfixLists(text);
  const isList = !('message' in hotfixes);
  if (systeminfo.hosts.length === 0 && !isList) {
    const hasList = /\bHotFixID\b/i.test(text);
    return { kind: 'nothing', problem: hasList ? hotfixes : firstProblem(systeminfo) };
  }
  const asSysteminfo = systeminfo.hosts.length > 0 || !isList;
  return {
    kind: 'inventory',
    systeminfo,
    lists: isList ? hotfixes : [],
    problems: asSysteminfo ? systeminfo.problems : [],
  };
}

function nothing(message: string): Content {
  return { kind: 'nothing', problem: { line: null, message } };
}

function firstProblem({ problems }: SysteminfoReading): InventoryProblem {
  return problems[0] ?? { line: null, message: 'not recognised' };
}

/** `KB4100347: 2018-10 Update for …`, on every line: what Windows Update would install. */
function isOfferedUpdates(text: string): boolean {
  const lines = text.split(/[\r\n]/).filter((line) => line.trim() !== '');
  return lines.every((line) => /^\s*KB\d{5,8}\s?:\s+\S/i.test(line));
}

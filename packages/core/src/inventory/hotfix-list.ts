import { delimitedRecords } from './delimited.ts';
import { computerOf, type HotfixEntry } from './hotfix-entry.ts';
import { hotfixJson } from './hotfix-json.ts';
import { hotfixTable } from './hotfix-table.ts';
import type { InventoryProblem } from './problem.ts';
import { textLines } from './text-lines.ts';
import { mayBeCut, sortedUpdates, updateId } from './update-id.ts';

/** Installed updates of one host, from `wmic qfe` or `Get-HotFix`. */
export interface HotfixList {
  /** Computer that the list names; null where it names none, or not in full. */
  readonly hostName: string | null;
  /** `KB5039227`, each once, ascending by number. */
  readonly updates: readonly string[];
  /** Rows, those included that name no update (`File 1`). */
  readonly entries: number;
}

/**
 * Reads a list of installed updates in any form that `wmic qfe` and `Get-HotFix` can give it: table,
 * `HotFixID=KB…` lines, CSV with any common delimiter, JSON, or bare names one a line. One list a
 * host, where the rows name several. Property names are never localized.
 */
export function readHotfixLists(text: string): readonly HotfixList[] | InventoryProblem {
  const plain = text.trim();
  const read = /^[[{]/.test(plain) ? hotfixJson(plain) : hotfixText(text);
  if ('message' in read) return read;
  const entries = wholeEntries(text, read);
  const byHost = new Map<string, HotfixEntry[]>();
  for (const entry of entries) {
    const host = entry.hostName.toUpperCase();
    const rows = byHost.get(host);
    if (rows === undefined) byHost.set(host, [entry]);
    else rows.push(entry);
  }
  if (byHost.size === 0) return { line: null, message: 'a hotfix list without any entry' };
  return [...byHost.values()].map(hotfixList);
}

function hotfixList(entries: readonly HotfixEntry[]): HotfixList {
  return {
    hostName: entries[0]?.hostName || null,
    updates: sortedUpdates(entries.flatMap(({ id }) => updateId(id) ?? [])),
    entries: entries.length,
  };
}

/** Without a last entry that the end of the text may have cut: `KB50392` for `KB5039227`. */
function wholeEntries(text: string, entries: readonly HotfixEntry[]): readonly HotfixEntry[] {
  const last = entries.at(-1);
  const cut = last !== undefined && text.endsWith(last.id) && mayBeCut(last.id);
  return cut ? entries.slice(0, -1) : entries;
}

function hotfixText(text: string): readonly HotfixEntry[] | InventoryProblem {
  const lines = textLines(text);
  const header = lines.find((line) => /\bHotFixID\b/i.test(line.text));
  if (header === undefined) {
    return bareNames(lines.map((line) => line.text)) ?? { line: 1, message: 'not a hotfix list' };
  }
  if (/^\s*HotFixID\s*[=:]/i.test(header.text)) return records(lines.map((line) => line.text));
  const delimiter = [',', ';', '\t'].find((mark) => header.text.includes(mark));
  const body = lines.slice(header.number - 1).map((line) => line.text);
  if (delimiter === undefined) return hotfixTable(body);
  return csvEntries(body.join('\n'), delimiter);
}

function bareNames(lines: readonly string[]): HotfixEntry[] | null {
  const names = lines.map((line) => line.trim()).filter((line) => line !== '');
  const bare = names.length > 0 && names.every((name) => /^KB\d{5,8}$/i.test(name));
  return bare ? names.map((id) => ({ hostName: '', id })) : null;
}

/** `wmic qfe list full` (`HotFixID=KB…`) and `Get-HotFix | Format-List` (`HotFixID : KB…`). */
function records(lines: readonly string[]): HotfixEntry[] {
  const found: HotfixEntry[] = [];
  let record = new Map<string, string>();
  const close = (): void => {
    const id = record.get('hotfixid');
    if (id !== undefined) found.push({ hostName: computerOf((key) => record.get(key)), id });
    record = new Map();
  };
  for (const line of lines) {
    const [, key, value] = /^\s*(\w+)\s*[=:]\s?(.*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined) continue;
    if (record.has(key.toLowerCase())) close();
    record.set(key.toLowerCase(), value.trim());
  }
  close();
  return found;
}

function csvEntries(text: string, delimiter: string): HotfixEntry[] {
  const [header, ...rows] = delimitedRecords(text, delimiter);
  const names = (header?.cells ?? []).map((name) => name.trim().toLowerCase());
  return rows.flatMap(({ cells }) => {
    const value = (key: string): string | undefined => cells[names.indexOf(key)]?.trim();
    const id = value('hotfixid');
    return id === undefined ? [] : [{ hostName: computerOf(value), id }];
  });
}

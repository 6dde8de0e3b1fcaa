import { computerOf, type HotfixEntry } from './hotfix-entry.ts';
import type { InventoryProblem } from './problem.ts';

/** `Get-HotFix | ConvertTo-Json`: an array of objects, or one object where there is just one update. */
export function hotfixJson(text: string): readonly HotfixEntry[] | InventoryProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { line: null, message: `not valid JSON: ${reason}` };
  }
  const rows = (Array.isArray(value) ? value : [value]).map(jsonEntry);
  const bad = rows.indexOf(null);
  if (bad !== -1) return { line: null, message: `element ${bad} of the JSON has no HotFixID` };
  return rows.filter((row) => row !== null);
}

function jsonEntry(row: unknown): HotfixEntry | null {
  if (typeof row !== 'object' || row === null) return null;
  const properties = new Map(
    Object.entries(row).map(([key, value]) => [key.toLowerCase(), value as unknown]),
  );
  const text = (key: string): string | undefined => {
    const value = properties.get(key);
    return typeof value === 'string' ? value.trim() : undefined;
  };
  const id = text('hotfixid');
  return id === undefined ? null : { hostName: computerOf(text), id };
}

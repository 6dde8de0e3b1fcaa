import { computerOf, type HotfixEntry } from './hotfix-entry.ts';

/** A column of a table; it reaches to where the next one begins. */
interface Column {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const columnName =
  /\b(?:Caption|CSName|Description|FixComments|HotFixID|InstallDate|InstalledBy|InstalledOn|Name|Node|PSComputerName|ServicePackInEffect|Source|Status|__SERVER)\b/g;

/**
 * Rows of a fixed-width table, its header first. `wmic` on a host that never ran it before prints
 * "Please wait while WMIC is being installed." straight before the header: columns count from the
 * first column's name.
 */
export function hotfixTable(lines: readonly string[]): HotfixEntry[] {
  const header = lines[0] ?? '';
  const columns = tableColumns(header);
  return lines.slice(1).flatMap((line) => {
    if (/^[\s-]*$/.test(line)) return [];
    const cell = (property: string): string | undefined => {
      const column = columns.find(({ name }) => name === property);
      return column === undefined ? undefined : line.slice(column.start, column.end).trim();
    };
    const id = cell('hotfixid');
    return id === undefined || id === '' ? [] : [{ hostName: computerOf(cell), id }];
  });
}

function tableColumns(header: string): Column[] {
  const names = [...header.matchAll(columnName)];
  const first = names[0]?.index ?? 0;
  return names.map((match, index) => ({
    name: match[0].toLowerCase(),
    start: match.index - first,
    end: (names[index + 1]?.index ?? Number.POSITIVE_INFINITY) - first,
  }));
}

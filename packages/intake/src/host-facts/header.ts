import { type HostFactName, hostFactNames } from '@daybreak/core/urgency';

export type FactColumn = HostFactName | 'host' | 'domain';

/** What each column of the file is; null for one that says nothing to us. */
export interface FactHeader {
  readonly columns: readonly (FactColumn | null)[];
  /** As they are written. */
  readonly ignored: readonly string[];
}

/** The columns by the header's cells, in any order and case; in words why the file has no use. */
export function readFactHeader(cells: readonly string[]): FactHeader | string {
  const columns = cells.map(columnOf);
  const twice = columns.find((column, at) => column !== null && columns.indexOf(column) < at);
  if (twice != null) return `two columns are called ${twice}`;
  if (!columns.includes('host')) return 'no column is called host, or name';
  if (!hostFactNames.some((fact) => columns.includes(fact))) {
    return `no column is called ${hostFactNames.join(', ')}`;
  }
  const ignored = cells.filter((cell, at) => columns[at] === null && cell.trim() !== '');
  return { columns, ignored };
}

function columnOf(cell: string): FactColumn | null {
  const name = cell.trim().toLowerCase();
  if (name === 'host' || name === 'name') return 'host';
  if (name === 'domain') return 'domain';
  return hostFactNames.find((fact) => fact === name) ?? null;
}

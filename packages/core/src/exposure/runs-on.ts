/**
 * Which application runs on which Windows. Where Microsoft does not support it, an update for it is
 * not worth a line on the host's page. Of what is not listed here, SQL Server runs on everything from
 * Windows 10 on, and .NET on servers from 2012 on too, as those from 7 to 10 do.
 *
 * Sources: Microsoft, "Version requirements for SQL Server in Windows operating system" (KB 2681562),
 * the hardware and software requirements of each SQL Server, and .NET's lists of supported systems.
 */
import type { WindowsProduct } from '../bulletin/index.ts';

/** Clients and servers of one generation run the same. */
const generations = [
  ['Windows 2000'],
  ['Windows XP', 'Windows Server 2003'],
  ['Windows Vista', 'Windows Server 2008'],
  ['Windows 7', 'Windows Server 2008 R2'],
  ['Windows 8', 'Windows Server 2012'],
  ['Windows 8.1', 'Windows Server 2012 R2'],
  ['Windows 10', 'Windows Server 2016', 'Windows Server 2019', 'Windows Server'],
  ['Windows 11', 'Windows Server 2022'],
  ['Windows Server 2025'],
];

interface Span {
  /** First and last generation, by a system of it. */
  readonly from: string;
  readonly to: string;
  /** First generation of clients, where servers are supported from an earlier one. */
  readonly clientsFrom?: string;
}

const newest = 'Windows Server 2025';
const toNow = (from: string): Span => ({ from, to: newest });
const dotNetNow: Span = { from: 'Windows Server 2012', to: newest, clientsFrom: 'Windows 10' };

const spans: Readonly<Record<string, Span>> = {
  'SQL Server 2000': { from: 'Windows 2000', to: 'Windows XP' },
  'SQL Server 2005': { from: 'Windows 2000', to: 'Windows 7' },
  'SQL Server 2008': { from: 'Windows XP', to: 'Windows 8.1' },
  'SQL Server 2008 R2': { from: 'Windows XP', to: 'Windows 8.1' },
  'SQL Server 2012': { from: 'Windows Vista', to: 'Windows 10' },
  'SQL Server 2014': { from: 'Windows Vista', to: 'Windows 10' },
  'SQL Server 2016': { from: 'Windows 8', to: 'Windows 10' },
  'SQL Server 2017': { from: 'Windows 8', to: 'Windows 11' },
  '.NET Core 3.1': toNow('Windows 7'),
  '.NET 5.0': toNow('Windows 7'),
  '.NET 6.0': toNow('Windows 7'),
};

/** The newest SQL Server for a processor; ARM has none. .NET knows all but Itanium. */
const newestSqlServer: Readonly<Record<string, string>> = { x86: '2014', ia64: '2008 R2' };

/** @param application as `readApplication` names it */
export function runsOn(application: string, product: WindowsProduct): boolean {
  const [, name = '', version = ''] =
    /^Microsoft ((?:SQL Server|\.NET(?: Core)?) (\d+(?:\.\d| R2)?))/.exec(application) ?? [];
  const isSqlServer = name.startsWith('SQL Server');
  if (!isMadeFor(product.architecture, isSqlServer ? version : null)) return false;
  const span = spans[name] ?? (isSqlServer ? toNow('Windows 10') : dotNetNow);
  const isClient = !product.family.includes('Server');
  const generation = generationOf(product.family);
  const from = (isClient ? span.clientsFrom : undefined) ?? span.from;
  return generation >= generationOf(from) && generation <= generationOf(span.to);
}

/** @param sqlServer its version; null for .NET */
function isMadeFor(architecture: string, sqlServer: string | null): boolean {
  if (architecture === 'x64') return true;
  if (sqlServer === null) return architecture !== 'ia64';
  return sqlServer <= (newestSqlServer[architecture] ?? '');
}

function generationOf(family: string): number {
  return generations.findIndex((families) => families.includes(family));
}

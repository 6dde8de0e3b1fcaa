/**
 * Which application runs on which Windows. Where Microsoft does not support it, an update for it is
 * not worth a line on the host's page; what is not yet listed here runs on everything from
 * Windows 10 on.
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

/** First and last generation, by a system of it. */
type Span = readonly [from: string, to: string];
const newest = 'Windows Server 2025';
const unlisted: Span = ['Windows 10', newest];

const spans: Readonly<Record<string, Span>> = {
  'SQL Server 2000': ['Windows 2000', 'Windows XP'],
  'SQL Server 2005': ['Windows 2000', 'Windows 7'],
  'SQL Server 2008': ['Windows XP', 'Windows 8.1'],
  'SQL Server 2008 R2': ['Windows XP', 'Windows 8.1'],
  'SQL Server 2012': ['Windows Vista', 'Windows 10'],
  'SQL Server 2014': ['Windows Vista', 'Windows 10'],
  'SQL Server 2016': ['Windows 8', 'Windows 10'],
  'SQL Server 2017': ['Windows 8', 'Windows 11'],
  '.NET Core 3.1': ['Windows 7', newest],
  '.NET 5.0': ['Windows 7', newest],
  '.NET 6.0': ['Windows 7', newest],
  '.NET 7.0': ['Windows 8', newest],
  '.NET 8.0': ['Windows 8', newest],
  '.NET 9.0': ['Windows 8', newest],
};

/** The newest SQL Server for a processor; every other processor but x64 has none. */
const newestSqlServer: Readonly<Record<string, string>> = { x86: '2014', ia64: '2008 R2' };

/** @param application as `readApplication` names it */
export function runsOn(application: string, product: WindowsProduct): boolean {
  const [, name = '', version = ''] =
    /^Microsoft ((?:SQL Server|\.NET(?: Core)?) (\d+(?:\.\d| R2)?))/.exec(application) ?? [];
  const { architecture } = product;
  if (name.startsWith('SQL Server') && architecture !== 'x64') {
    if (version > (newestSqlServer[architecture] ?? '')) return false;
  }
  const generation = generationOf(product.family);
  const [from, to] = spans[name] ?? unlisted;
  return generation >= generationOf(from) && generation <= generationOf(to);
}

function generationOf(family: string): number {
  return generations.findIndex((families) => families.includes(family));
}

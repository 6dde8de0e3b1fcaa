import { zipOf } from './zip.ts';

const header =
  '"DatePosted","CVE","BulletinKB","Title","AffectedProduct","AffectedComponent","Severity","Impact","Supersedes","Exploits"';

/** A row in the order of the columns; what is left out is empty. */
export function definitionRow({
  date = '20240611',
  cve = 'CVE-2024-30069',
  kb = '5039217',
  title = 'Windows Remote Access Vulnerability',
  product = 'Windows Server 2019',
  component = '',
  severity = 'Important',
  impact = 'Information Disclosure',
  supersedes = '',
  exploits = '',
} = {}): string {
  const fields = [date, cve, kb, title, product, component, severity, impact, supersedes, exploits];
  return fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(',');
}

/** An archive of definitions of 28 June 2026 with these rows. */
export function definitionsZip(rows: readonly string[], custom: readonly string[] = []): Buffer {
  return zipOf({
    'CVEs_20260628.csv': `${[header, ...rows].join('\n')}\n`,
    'Custom_20190321.csv': `${[header, '# Service Packs', ...custom].join('\r\n')}\r\n`,
    'Version_0.94.txt': 'Needs version 0.94\n',
  });
}

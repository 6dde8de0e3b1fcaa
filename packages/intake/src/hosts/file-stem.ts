/** What a file of an inventory calls itself, after or before the name of its host. */
const kinds =
  'systeminfo|sysinfo|qfe|wmic[-_ ]?qfe|get[-_ ]?hotfix|hot[-_ ]?fix(?:es)?|installed[-_ ]?updates|updates|kbs?|patches';
const trailing = new RegExp(`[-_. ]?(?:${kinds})(?:[-_. ]powershell)?$`, 'i');
const leading = new RegExp(`^(?:${kinds})[-_. ]`, 'i');

/**
 * What two files of one host share in their names: `folder/web1` for `folder/web1_systeminfo.txt`
 * and `folder/web1_qfe.csv`, `folder/` for `folder/systeminfo.txt`. Case does not count.
 */
export function fileStem(name: string): string {
  const path = name.replaceAll('\\', '/');
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const base = path.slice(folder.length).replace(/\.[a-z]{2,4}$/i, '');
  return `${folder}${base.replace(trailing, '').replace(leading, '')}`.toLowerCase();
}

/** CVEs and updates as people write them in one list: `MS06-040; KB 921883`. */

/** A number of more than four digits begins with no zero. */
const cve = /^CVE-\d{4}-(?:\d{4}|[1-9]\d{4,18})$/i;

/** The names one by one; a KB with a blank before its number is one name. */
export function namesIn(text: string): readonly string[] {
  return text
    .replaceAll(/\bKB[\s:#]+(?=\d)/gi, 'KB')
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((name) => (/^(CVE-|KB\d)/i.test(name) ? name.toUpperCase() : name));
}

export function isAdvisory(name: string): boolean {
  return cve.test(name);
}

/** What is wrong with the names, in words; null where each is a CVE or may be an update. */
export function faultInNames(text: string): string | null {
  const faults = namesIn(text).flatMap((name) => faultOf(name) ?? []);
  return faults.length === 0 ? null : faults.join(' ');
}

/** An order about what no feed has is about no host, and nobody would see it. */
function faultOf(name: string): string | null {
  if (isAdvisory(name)) return null;
  if (/^CVE/i.test(name)) return `${name} is no CVE: write it as CVE-2020-1350.`;
  if (/^MS\d\d-\d{3}$/i.test(name)) return `${name} is a bulletin: name its CVEs, or its KBs.`;
  if (/^\d+$/.test(name)) return `${name} is only a number: is it KB${name}?`;
  return /\d/.test(name) ? null : `${name} is neither a CVE nor an update.`;
}

/** Names that may hold blanks, as those of products: parted by commas. */
export function listOf(text: string): string[] {
  return text
    .split(/[,;]/)
    .map((one) => one.trim())
    .filter(Boolean);
}

import { withoutZeroEpoch } from './installed.ts';

/** One package at one version, as an advisory of its repository names it. */
export interface Advised {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly isSecurity: boolean;
  /** Null where the line names the advisory, and none of what it closes. */
  readonly cve: string | null;
}

/** `CVE-2024-5535 Important/Sec. openssl-libs-1:3.0.7-28.el9_4.x86_64`. */
const form = /^(\S+) +(\S+) +(\S+)-([^\s-]+-[^\s-]+)\.([^\s.]+) *$/;

/** What `dnf updateinfo list` says, with `--with-cve` or without; lines that name no package are left out. */
export function parseAdvised(text: string): readonly Advised[] {
  return text.split('\n').flatMap((line) => {
    const [, id = '', type = '', name, version, architecture] = form.exec(line) ?? [];
    if (name === undefined || version === undefined || architecture === undefined) return [];
    const isSecurity = type === 'security' || type.endsWith('/Sec.');
    const cve = /^CVE-\d{4}-\d{4,}$/.test(id) ? id : null;
    return [{ name, version: withoutZeroEpoch(version), architecture, isSecurity, cve }];
  });
}

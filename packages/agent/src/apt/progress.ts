/** How far apt has come, by the lines that it writes to `APT::Status-Fd`. */

export interface AptProgress {
  readonly step: 'downloading' | 'installing';
  /** Of a hundred, of this step. */
  readonly percent: number;
  /** Null where the line is about no one package. */
  readonly package: string | null;
}

/** Has apt write its progress to this file descriptor. */
export function statusOptions(fd: number): readonly string[] {
  return ['-o', `APT::Status-Fd=${fd}`];
}

/**
 * `dlstatus:2:33.1208:Retrieving file 2 of 3`, `pmstatus:libssl3:46.1538:Configuring libssl3 (amd64)`,
 * `pmerror:…` and `pmconffile:/etc/tool.conf:…` likewise (README.progress-reporting of apt).
 */
const form = /^(dlstatus|pmstatus|pmerror|pmconffile):(.*?):(\d{1,3}(?:\.\d+)?):/;
/** What apt names where it means dpkg itself. */
const dpkgItself = 'dpkg-exec';

/** Null for a line that tells of no progress. */
export function parseProgress(line: string): AptProgress | null {
  const [, kind, about = '', percent] = form.exec(line) ?? [];
  if (kind === undefined || Number(percent) > 100) return null;
  const isPackage = (kind === 'pmstatus' || kind === 'pmerror') && about !== dpkgItself;
  return {
    step: kind === 'dlstatus' ? 'downloading' : 'installing',
    percent: Number(percent),
    package: isPackage && about !== '' ? about : null,
  };
}

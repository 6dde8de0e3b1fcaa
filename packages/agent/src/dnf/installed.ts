/** What the database of RPM has on the host. */
import type { RpmPackage } from '@daybreak/core/inventory';
import { compareRpmVersions, parseRpmVersion } from '@daybreak/core/version';

const fields = [
  '%{NAME}',
  '%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}',
  '%{ARCH}',
  '%{SOURCERPM}',
  '%{INSTALLTIME}',
  '[%{PROVIDENAME} ]',
];
/** Asks for one line a package, with what `parseRpms` reads. */
export const rpmFormat = `${fields.join('\\t')}\\n`;

export interface InstalledRpm extends RpmPackage {
  /** Seconds since 1970. */
  readonly installedAt: number;
  /** Versions of it are there beside each other: a kernel. */
  readonly isKernel: boolean;
}

/** A line that rpm does not write. */
export class RpmInventoryError extends Error {
  override readonly name = 'RpmInventoryError';
}

/** What dnf keeps several versions of (dnf.conf(5), `installonlypkgs`). */
const besideEachOther =
  /^(?:kernel|kernel-PAE|installonlypkg\((?:kernel|kernel-module|vm)\)|multiversion\(kernel\))$/;
/** Keys that signatures are checked by: RPM keeps them as packages. */
const keyName = 'gpg-pubkey';

type Row = Omit<InstalledRpm, 'state'>;

/**
 * What `rpm -qa` says in the format above.
 * @throws RpmInventoryError with the line
 */
export function parseRpms(text: string): readonly InstalledRpm[] {
  const rows = text.split('\n').flatMap((line, index) => {
    const row = line === '' ? null : rowOf(line, index + 1);
    return row === null || row.name === keyName ? [] : [row];
  });
  const counts = Map.groupBy(rows, keyOf);
  return rows
    .map((row): InstalledRpm => {
      const isTwice = !row.isKernel && (counts.get(keyOf(row))?.length ?? 0) > 1;
      return { ...row, state: isTwice ? 'half-done' : 'installed' };
    })
    .sort(inOrder);
}

function rowOf(line: string, number: number): Row {
  const [name, version, architecture, source, time, provides, ...more] = line.split('\t');
  const isWhole = provides !== undefined && more.length === 0 && /^\d+$/.test(time ?? '');
  if (!name || !version || !architecture || !isWhole) {
    throw new RpmInventoryError(`rpm, line ${number}: not a package: ${line.slice(0, 80)}`);
  }
  return {
    ...{ name, version: withoutZeroEpoch(version), architecture },
    ...sourceFields(source ?? ''),
    installedAt: Number(time),
    isKernel: provides.split(' ').some((provided) => besideEachOther.test(provided)),
  };
}

/** An epoch that is not there means 0. */
export function withoutZeroEpoch(version: string): string {
  return version.replace(/^0+:/, '');
}

/** `openssl-3.0.7-27.el9.src.rpm`: neither a version nor a release has a hyphen. */
export function sourceOf(file: string): { readonly name: string; readonly version: string } {
  const [, name = '', version = ''] = /^(.+)-([^-]+-[^-]+)\.(?:no)?src\.rpm$/.exec(file) ?? [];
  return { name, version };
}

function sourceFields(file: string): Pick<RpmPackage, 'source' | 'sourceVersion'> {
  const { name, version } = sourceOf(file);
  return { source: name, sourceVersion: version };
}

/** By name, then by architecture, in the order of code units; then by version. */
function inOrder(a: InstalledRpm, b: InstalledRpm): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  if (a.architecture !== b.architecture) return a.architecture < b.architecture ? -1 : 1;
  return compareRpms(a.version, b.version) ?? (a.version < b.version ? -1 : 1);
}

/** Less than 0 where `a` is earlier; null where one of them is no version. */
export function compareRpms(a: string, b: string): number | null {
  const [one, other] = [parseRpmVersion(a), parseRpmVersion(b)];
  return one === null || other === null ? null : compareRpmVersions(one, other);
}

function keyOf({ name, architecture }: { readonly name: string; readonly architecture: string }) {
  return `${name}.${architecture}`;
}

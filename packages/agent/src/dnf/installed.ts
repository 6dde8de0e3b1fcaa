/** What the database of RPM has on the host. */

const fields = [
  '%{NAME}',
  '%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}',
  '%{ARCH}',
  '%{SOURCERPM}',
  '[%{PROVIDENAME} ]',
];
/** Asks for one line a package, with what `parseRpms` reads. */
export const rpmFormat = `${fields.join('\\t')}\\n`;

export interface InstalledRpm {
  /** `openssl-libs`. */
  readonly name: string;
  /** `1:3.0.7-27.el9`; without an epoch where that is 0. */
  readonly version: string;
  /** `x86_64`, `noarch`. */
  readonly architecture: string;
  /** The source package, of which advisories tell: `openssl`; empty where RPM does not know. */
  readonly source: string;
  /**
   * Twice there, where just one can be: something stopped between the new one's coming and the old
   * one's going.
   */
  readonly state: 'installed' | 'half-done';
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

interface Row extends Omit<InstalledRpm, 'state'> {
  readonly mayBeTwice: boolean;
}

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
  return rows.map(({ mayBeTwice, ...facts }) => {
    const isTwice = !mayBeTwice && (counts.get(keyOf(facts))?.length ?? 0) > 1;
    return { ...facts, state: isTwice ? 'half-done' : 'installed' };
  });
}

function rowOf(line: string, number: number): Row {
  const [name, version, architecture, source, provides, ...more] = line.split('\t');
  if (!name || !version || !architecture || provides === undefined || more.length > 0) {
    throw new RpmInventoryError(`rpm, line ${number}: not a package: ${line.slice(0, 80)}`);
  }
  return {
    ...{ name, version: withoutZeroEpoch(version), architecture },
    source: sourceName(source ?? ''),
    mayBeTwice: provides.split(' ').some((provided) => besideEachOther.test(provided)),
  };
}

/** An epoch that is not there means 0. */
export function withoutZeroEpoch(version: string): string {
  return version.replace(/^0+:/, '');
}

/** `openssl-3.0.7-27.el9.src.rpm`: neither a version nor a release has a hyphen. */
function sourceName(file: string): string {
  return /^(.+)-[^-]+-[^-]+\.(?:no)?src\.rpm$/.exec(file)?.[1] ?? '';
}

function keyOf({ name, architecture }: { readonly name: string; readonly architecture: string }) {
  return `${name}.${architecture}`;
}

/** What dpkg has on the host. */

/** Asks for one line a package, with what `parseInstalled` reads. */
export const installedFormat =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders
  '${Package}\t${Version}\t${Architecture}\t${source:Package}\t${source:Version}\t${Status}\n';

export interface InstalledPackage {
  /** `libssl3`. */
  readonly name: string;
  readonly version: string;
  /** `amd64`, `all`. */
  readonly architecture: string;
  /** The source package, of which advisories tell: `openssl`. */
  readonly source: string;
  readonly sourceVersion: string;
  /** The administrator holds it back: it is left as it is. */
  readonly isHeld: boolean;
  /**
   * `half-configured` and the like: something stopped before it was done. A package in such a state
   * is neither what it was nor what it was to be.
   */
  readonly state: 'installed' | 'half-done';
  /** Its files are partly of another version: it has to be unpacked again. */
  readonly isTorn: boolean;
}

/** A line that dpkg-query does not write. */
export class InventoryError extends Error {
  override readonly name = 'InventoryError';
}

/**
 * What `dpkg-query --show` says in the format above. Packages of which only settings are left are not
 * installed and not in the answer.
 * @throws InventoryError with the line
 */
export function parseInstalled(text: string): readonly InstalledPackage[] {
  return text.split('\n').flatMap((line, index) => {
    if (line === '') return [];
    const fields = line.split('\t');
    const [name, version, architecture, source, sourceVersion, status] = fields;
    const [want, flag, state] = status?.split(' ') ?? [];
    if (fields.length !== 6 || !name || state === undefined) {
      throw new InventoryError(
        `dpkg-query, line ${index + 1}: not a package: ${line.slice(0, 80)}`,
      );
    }
    if (state === 'not-installed' || state === 'config-files') return [];
    return {
      ...{ name, version: version ?? '', architecture: architecture ?? '' },
      ...{ source: source ?? '', sourceVersion: sourceVersion ?? '' },
      isHeld: want === 'hold',
      state: state === 'installed' && flag === 'ok' ? 'installed' : 'half-done',
      isTorn: state === 'half-installed' || flag !== 'ok',
    } satisfies InstalledPackage;
  });
}

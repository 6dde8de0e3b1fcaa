/** Exact facts of one host that dpkg looks after, as it states them itself. */

export interface DebianPackage {
  /** `libssl3`. */
  readonly name: string;
  /** `amd64`, `all`. With the name, what a package is known by: both may be installed. */
  readonly architecture: string;
  /** `3.0.17-1~deb12u2`. */
  readonly version: string;
  /** The source package, of which advisories tell: `openssl`. */
  readonly source: string;
  readonly sourceVersion: string;
  /**
   * `held`: its administrator keeps it as it is. `half-done`: something stopped before it was done;
   * the package is neither what it was nor what it was to be.
   */
  readonly state: 'installed' | 'held' | 'half-done';
}

export interface DebianHost {
  /** As the host calls itself; empty where it does not say. */
  readonly name: string;
  /** Name of the domain; empty where unknown. */
  readonly domain: string;
  /** `Debian GNU/Linux 12 (bookworm)`. */
  readonly osName: string;
  /** As os-release has it in ID: `debian`, `ubuntu`. */
  readonly distribution: string;
  /** As os-release has it in VERSION_ID: `12`, `24.04`; empty for what is not released. */
  readonly release: string;
  /** dpkg's own: `amd64`, `arm64`. */
  readonly architecture: string;
  /** The one that runs now, which may be older than what is installed: `6.1.0-37-amd64`. */
  readonly kernel: string;
  /** By name, then by architecture, in the order of code units. */
  readonly packages: readonly DebianPackage[];
}

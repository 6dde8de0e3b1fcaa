/** Exact facts of one host that RPM looks after, as it states them itself. */

export interface RpmPackage {
  /** `openssl-libs`. */
  readonly name: string;
  /** `x86_64`, `noarch`. A kernel may be there several times, at other versions. */
  readonly architecture: string;
  /** `1:3.0.7-27.el9`; without an epoch where that is 0. */
  readonly version: string;
  /** The source package, of which advisories tell: `openssl`; empty where RPM does not know. */
  readonly source: string;
  /** `3.0.7-27.el9`: RPM tells no epoch of it. Empty where it does not know. */
  readonly sourceVersion: string;
  /** `half-done`: there twice, where just one can be, because something stopped in between. */
  readonly state: 'installed' | 'half-done';
}

export interface RpmHost {
  /** As the host calls itself; empty where it does not say. */
  readonly name: string;
  /** Name of the domain; empty where unknown. */
  readonly domain: string;
  /** What tells it from a host of Debian, which has packages too. */
  readonly packageFormat: 'rpm';
  /** `Rocky Linux 9.4 (Blue Onyx)`. */
  readonly osName: string;
  /** As os-release has it in ID: `rhel`, `fedora`. */
  readonly distribution: string;
  /** As os-release has it in VERSION_ID: `9.4`, `40`; empty for what is not released. */
  readonly release: string;
  /** The machine's: `x86_64`, `aarch64`. */
  readonly architecture: string;
  /** The one that runs now: `5.14.0-427.13.1.el9_4.x86_64`. */
  readonly kernel: string;
  /** By name, then by architecture, in the order of code units; then by version, the newest last. */
  readonly packages: readonly RpmPackage[];
}

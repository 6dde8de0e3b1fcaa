import type { OrderedPackage } from '../apt/index.ts';

/** Names that rpmbuild takes. dnf would take more for a package: a path, an address, a pattern, a group. */
const nameForm = /^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/;
/** `1:3.0.7-27.el9`: a version and a release, neither of which has a hyphen. */
const versionForm = /^(?:\d{1,9}:)?[A-Za-z0-9_.+~^]+-[A-Za-z0-9_.+~^]+$/;

/** What in an order is no package at a version, in words. It must not reach dnf's command line. */
export function misnamedRpms(order: readonly OrderedPackage[]): readonly string[] {
  return order
    .filter((one) => !nameForm.test(one.name) || !isVersion(one.version))
    .map(
      ({ name, version }) => `${JSON.stringify(`${name}-${version}`)} is no package at a version`,
    );
}

/** What ends like a file is one to dnf. */
function isVersion(version: string): boolean {
  return versionForm.test(version) && !version.endsWith('.rpm');
}

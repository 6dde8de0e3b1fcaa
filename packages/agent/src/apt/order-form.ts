import type { OrderedPackage } from './against-order.ts';

/** Names of packages (Debian Policy 5.6.1). */
const nameForm = /^[a-z0-9][a-z0-9+.-]*$/;
/** Versions (5.6.12), none of which ends like apt's mark for removing. */
const versionForm = /^[0-9A-Za-z](?:[0-9A-Za-z.+~:-]*[0-9A-Za-z.+~])?$/;

/**
 * What in an order is no package at a version, in words. It must not reach apt's command line: a name
 * such as `-oDPkg::Pre-Invoke::` is an option there, and runs whatever its version says.
 */
export function misnamed(order: readonly OrderedPackage[]): readonly string[] {
  return order
    .filter(({ name, version }) => !nameForm.test(name) || !versionForm.test(version))
    .map(
      ({ name, version }) => `${JSON.stringify(`${name}=${version}`)} is no package at a version`,
    );
}

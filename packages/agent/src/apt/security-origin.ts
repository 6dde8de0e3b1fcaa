/**
 * Whether a source is for security fixes. What apt calls it is its Release file's `Label`, `Version`
 * and `Suite`: `Debian-Security:12/oldstable-security`, `Ubuntu:22.04/jammy-security`. The rule is that
 * of unattended-upgrades' own settings (50unattended-upgrades): on Debian the label, on Ubuntu the
 * suite, to which Ubuntu's ESM (`UbuntuESM:22.04/jammy-infra-security`) keeps too.
 */
export function isSecurityOrigin(origin: string): boolean {
  return /^Debian-Security:/.test(origin) || /-security$/.test(origin);
}

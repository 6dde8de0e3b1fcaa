import { type DebianHost, hasPackages, type WindowsHost } from '../inventory/index.ts';

/** What an inventory alone tells of a host's role. */
export const inventoryRoles = ['dc', 'server', 'workstation'] as const;
export type InventoryRole = (typeof inventoryRoles)[number];

/** The role that a host's own inventory gives it; null where it does not tell, as of Debian and RPM. */
export function inventoryRole(
  facts: Pick<WindowsHost, 'role'> | Pick<DebianHost, 'packages'>,
): InventoryRole | null {
  if (hasPackages(facts)) return null;
  const { role } = facts;
  if (role === null || role === 'server' || role === 'workstation') return role;
  return 'dc';
}

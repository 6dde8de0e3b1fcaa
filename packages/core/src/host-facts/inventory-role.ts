import type { WindowsRole } from '../inventory/index.ts';

/** What an inventory alone tells of a host's role. */
export const inventoryRoles = ['dc', 'server', 'workstation'] as const;
export type InventoryRole = (typeof inventoryRoles)[number];

/** The role that a host's own inventory gives it; null where it does not tell. */
export function inventoryRole(role: WindowsRole | null): InventoryRole | null {
  if (role === null || role === 'server' || role === 'workstation') return role;
  return 'dc';
}

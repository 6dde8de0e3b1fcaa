import type { InstalledPackage } from '../apt/index.ts';
import { lackOfRoom } from './room.ts';

/** Of the protocol. */
const hindrancesMax = 50;

export interface Surroundings {
  /** `/`, or where the host's disk is seen. */
  readonly root: string;
  /** What has to have room, below it. */
  readonly places: readonly string[];
  /** Who has locked what the package manager needs, in words. */
  readonly holders: readonly string[];
}

/**
 * Why the package manager could change nothing now, in words; empty where nothing stands against it.
 * While an order is carried out, its own apt-get or dnf is among the holders.
 * @throws Error where the host's processes or disks cannot be read
 */
export async function readHindrances(
  { root, places, holders }: Surroundings,
  packages: readonly Pick<InstalledPackage, 'name' | 'state'>[],
): Promise<readonly string[]> {
  const names = packages.filter(({ state }) => state === 'half-done').map(({ name }) => name);
  const halfDone = [...new Set(names)].map((name) => `${name} is half done`);
  const all = [...holders, ...(await lackOfRoom(root, places)), ...halfDone];
  return all.slice(0, hindrancesMax);
}

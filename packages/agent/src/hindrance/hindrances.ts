import { type InstalledPackage, lockHolders } from '../apt/index.ts';
import { lackOfRoom } from './room.ts';

/** Of the protocol. */
const hindrancesMax = 50;

/**
 * Why the package manager could change nothing now, in words; empty where nothing stands against it.
 * While an order is carried out, its own apt-get is among the holders.
 * @param root `/`, or where the host's disk is seen
 * @throws Error where the host's processes or disks cannot be read
 */
export async function readHindrances(
  root: string,
  packages: readonly Pick<InstalledPackage, 'name' | 'state'>[],
): Promise<readonly string[]> {
  const halfDone = packages
    .filter(({ state }) => state === 'half-done')
    .map(({ name }) => `${name} is half done`);
  const all = [...(await lockHolders(root)), ...(await lackOfRoom(root)), ...halfDone];
  return all.slice(0, hindrancesMax);
}

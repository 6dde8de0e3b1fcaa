import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { join } from 'node:path';

/** dpkg's database, apt's lists and caches, and what is installed. */
export const aptPlaces = ['var/lib/dpkg', 'var/lib/apt/lists', 'var/cache/apt', 'usr'];
/** The database of RPM is below one of them, dnf's lists and packages below another. */
export const rpmPlaces = ['var/lib', 'var/cache', 'usr'];

/**
 * What is needed before anything is installed at all: dpkg writes its database anew beside the old
 * one, and apt two caches, each of tens of megabytes where all of Debian is listed.
 */
const neededMegabytes = 64;
const neededInodes = 1000;

/** In words without figures that move; a line for each disk that is too full or cannot be written. */
export async function lackOfRoom(
  root: string,
  places: readonly string[],
): Promise<readonly string[]> {
  const lacks: string[] = [];
  for (const place of places) {
    const path = join(root, place);
    if (await isReadOnly(path)) lacks.push(`/${place} is on a disk that cannot be written`);
    else lacks.push(...lack(place, await statfs(path)));
  }
  return lacks;
}

interface Room {
  readonly bsize: number;
  readonly bavail: number;
  readonly files: number;
  readonly ffree: number;
}

/** Pure. File systems that count no inodes have no end of them. */
export function lack(place: string, { bsize, bavail, files, ffree }: Room): readonly string[] {
  const isFull = bsize * bavail < neededMegabytes * 1024 ** 2;
  const isOutOfInodes = files > 0 && ffree < neededInodes;
  return [
    ...(isFull ? [`fewer than ${neededMegabytes} MB are free for /${place}`] : []),
    ...(isOutOfInodes ? [`fewer than ${neededInodes} inodes are free for /${place}`] : []),
  ];
}

async function isReadOnly(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => false,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EROFS') return true;
      throw error;
    },
  );
}

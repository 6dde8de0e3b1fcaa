/** What a process runs that is not on disk any more (proc_pid_maps(5), proc_pid_exe(5)). */

/** Where programs make files of their own and delete them at once: these were never installed. */
const passing = ['/dev/', '/memfd:', '/tmp/', '/var/tmp/', '/run/', '/home/', '/SYSV', '/proc/'];

const deleted = / \(deleted\)$/;
/** `7f00-7f01 r-xp 00002000 00:28 2629797  /usr/lib/libssl.so.3 (deleted)`: what may be executed. */
const executable = /^\S+ ..x. \S+ \S+ \d+ +(\/.*) \(deleted\)$/;

/** Paths of the libraries and programs that are deleted or replaced, each once. */
export function deletedInMaps(maps: string): readonly string[] {
  const paths = maps.split('\n').flatMap((line) => executable.exec(line)?.[1] ?? []);
  return [...new Set(paths)].filter(isInstalledPlace);
}

/** @param link what `/proc/PID/exe` points to; empty for the kernel's own */
export function isDeletedProgram(link: string): boolean {
  return deleted.test(link) && isInstalledPlace(link);
}

/** `nginx`, of `/usr/sbin/nginx (deleted)`. */
export function programName(link: string): string {
  return link.replace(deleted, '').split('/').at(-1) ?? '';
}

function isInstalledPlace(path: string): boolean {
  return path.startsWith('/') && !passing.some((place) => path.startsWith(place));
}

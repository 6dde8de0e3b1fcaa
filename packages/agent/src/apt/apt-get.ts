/** How apt-get is called: nobody answers it, and nothing but what is ordered may happen. */
import type { OrderedPackage } from './against-order.ts';
import { misnamed } from './order-form.ts';

/** What an administrator changed in a file of settings stays as it is. */
const keepSettings = ['--force-confdef', '--force-confold'].flatMap((option) => [
  '-o',
  `Dpkg::Options::=${option}`,
]);
/** With a terminal of apt's own, a script that asks there would wait for ever. */
const noTerminal = ['-o', 'Dpkg::Use-Pty=0'];
/** An order says all that may happen; what is held stays held. */
const justThis = ['--no-remove', '--no-install-recommends', '--yes', '--quiet'];
const noSources = ['-o', 'Dir::Etc::SourceList=/dev/null', '-o', 'Dir::Etc::SourceParts=/dev/null'];
/** The index of all packages would be written anew for each choice of sources. */
const noIndexFile = ['-o', 'Dir::Cache::pkgcache=', '-o', 'Dir::Cache::srcpkgcache='];

/** Where packages come from, as apt is told it. */
export interface Way {
  readonly options: readonly string[];
  /** `web=1.0`, or the path of a kept file. */
  readonly packages: readonly string[];
}

/** From the host's own sources. @throws Error for an order that is misnamed */
export function fromSources(order: readonly OrderedPackage[]): Way {
  const wrong = misnamed(order);
  if (wrong.length > 0) throw new Error(wrong.join('; '));
  return { options: [], packages: order.map(({ name, version }) => `${name}=${version}`) };
}

/** From files that we kept, whatever the sources say now. @param files paths that we made ourselves */
export function fromFiles(files: readonly string[]): Way {
  return { options: [...noSources, ...noIndexFile], packages: files };
}

/** Going back to a version is an order like any other. */
function install({ options, packages }: Way): readonly string[] {
  return [...options, 'install', '--allow-downgrades', '--', ...packages];
}

/** @param seconds to wait, for somebody else may be at it: unattended-upgrades, a person */
export function waitForLock(seconds: number): readonly string[] {
  return ['-o', `DPkg::Lock::Timeout=${seconds}`];
}

export function simulateArguments(way: Way): readonly string[] {
  return ['--simulate', ...justThis, ...install(way)];
}

/** Also says what is on the disk already, since it looks for that in a folder that is `empty`. */
export function urisArguments(way: Way, empty: string): readonly string[] {
  const options = ['-o', 'Acquire::ForceHash=SHA256', '-o', `Dir::Cache::archives=${empty}/`];
  return ['--print-uris', ...options, ...justThis, ...install(way)];
}

export function downloadArguments(way: Way, lockSeconds: number): readonly string[] {
  return ['--download-only', ...justThis, ...waitForLock(lockSeconds), ...install(way)];
}

export function installArguments(way: Way, lockSeconds: number): readonly string[] {
  const options = [...noTerminal, ...keepSettings];
  return [...justThis, ...waitForLock(lockSeconds), ...options, ...install(way)];
}

/** Unpacks again what is there at this version. */
export function again({ options, packages }: Way): Way {
  return { options: [...options, '--reinstall'], packages };
}

/** apt's own words of what went wrong. */
export function errorsOf({
  status,
  log,
}: {
  readonly status: number | null;
  readonly log: string;
}) {
  const errors = log.split('\n').filter((line) => line.startsWith('E: '));
  return errors.length > 0 ? errors : [`apt-get ended with ${status ?? 'a signal'}`];
}

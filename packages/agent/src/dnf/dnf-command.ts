/** How dnf is called: nobody answers it, and nothing but what is ordered may happen. */
import type { OrderedPackage } from '../apt/index.ts';
import type { Command, Ended } from '../command/index.ts';

const minuteMs = 60_000;
export const limits = { query: 5 * minuteMs, refresh: 10 * minuteMs, change: 60 * minuteMs };

/** It would wait for others without an end. */
const neverWait = '--setopt=exit_on_lock=True';
/**
 * An order says all that may happen, and what it names comes signed, whatever a source is set to. An
 * older kernel stays too: whoever owns the host decides how many are kept.
 */
const justThis = [
  '--setopt=install_weak_deps=False',
  '--setopt=clean_requirements_on_remove=False',
  '--setopt=installonly_limit=0',
  '--setopt=strict=True',
  '--setopt=gpgcheck=True',
  '--setopt=*.gpgcheck=True',
];
/** The lists as they are: what would be done and what is done are decided by the same ones. */
export const asRefreshed = '--cacheonly';
/** Likewise, where packages have still to come. */
export const sameLists = '--setopt=*.metadata_expire=never';

export function dnf(args: readonly string[], timeoutMs: number): Command {
  return { program: 'dnf', args: [neverWait, ...args], timeoutMs };
}

/** To an older version too: dnf takes it for going back. */
export function installArguments(
  order: readonly OrderedPackage[],
  options: readonly string[],
): readonly string[] {
  return ['install', ...justThis, ...options, ...order.map(named)];
}

/** Lays its files and runs its scripts once more. */
export function againArguments(
  order: readonly OrderedPackage[],
  options: readonly string[],
): readonly string[] {
  return ['reinstall', ...justThis, ...options, ...order.map(named)];
}

/** Takes the older of what is there twice, and lays the newer once more. */
export function withoutTwins(options: readonly string[]): readonly string[] {
  return ['remove', '--duplicates', ...justThis, ...options];
}

function named({ name, version }: OrderedPackage): string {
  return `${name}-${version}`;
}

/** Of dnf(8): it could not have a lock. */
export function lockWasTaken({ status }: Pick<Ended, 'status'>): boolean {
  return status === 200;
}

/** From `Error:` on, or how dnf ended. */
export function errorsIn({ status, log }: Ended): readonly string[] {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const at = lines.findIndex((line) => line.startsWith('Error:'));
  const said = at < 0 ? [] : lines.slice(at).map((line) => line.replace(/^Error: ?/, '').trim());
  const errors = said.filter((line) => line !== '' && !line.startsWith('(try to add'));
  return errors.length > 0 ? errors : [`dnf ended with ${status ?? 'a signal'}`];
}

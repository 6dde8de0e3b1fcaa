import type { Ended } from '../command/index.ts';
import type { OrderedPackage } from './against-order.ts';
import { errorsOf } from './apt-get.ts';
import { type Change, changesBetween, unordered } from './changes.ts';
import type { InstalledPackage } from './installed.ts';
import { settingsLeft } from './settings-left.ts';

/** What became of an order. */
export type Outcome =
  /** dpkg itself shows every package as ordered; the reasons say what else there is to know. */
  | {
      readonly kind: 'done';
      readonly reasons: readonly string[];
      readonly changed: readonly Change[];
      readonly log: string;
    }
  /** Nothing was begun: apt could not, or would do something else than what is ordered. */
  | Refusal
  /** It was begun or tried, and dpkg does not show what is ordered; the host says what it is. */
  | {
      readonly kind: 'failed';
      readonly reasons: readonly string[];
      readonly changed: readonly Change[];
      readonly halfDone: readonly string[];
      readonly log: string;
    };

export interface Refusal {
  readonly kind: 'refused';
  readonly reasons: readonly string[];
  readonly log: string;
}

export function refusal(reasons: readonly string[], log = ''): Refusal {
  return { kind: 'refused', reasons, log };
}

/** What an order found, and what it left. */
export interface Finished {
  readonly order: readonly OrderedPackage[];
  readonly before: readonly InstalledPackage[];
  readonly after: readonly InstalledPackage[];
  readonly ended: Ended;
  /** Who holds apt's or dpkg's lock now, in words. */
  readonly holders: readonly string[];
  /** What there is to know whatever became of it. */
  readonly notes: readonly string[];
}

/** By what dpkg shows, whatever the command said of itself. */
export function outcomeOf({ order, before, after, ended, holders, notes }: Finished): Outcome {
  const { status, log } = ended;
  const changed = changesBetween(before, after);
  const halfDone = namesHalfDone(after);
  const missing = missingOf(order, after);
  const others = [...unordered(changed, order), ...settingsLeft(log), ...notes];
  if (status === 0 && missing.length + halfDone.length === 0) {
    return { kind: 'done', reasons: others, changed, log };
  }
  if (lockWasTaken(log) && changed.length + halfDone.length === 0) {
    return refusal([...errorsOf(ended), ...holders], log);
  }
  const reasons = [
    ...(status === 0 ? [] : [`apt-get ended with ${status ?? 'a signal'}`]),
    ...missing.map(({ name, version }) => `${name} is not at ${version}`),
    ...halfDone.map((name) => `${name} is half done`),
    ...others,
  ];
  return { kind: 'failed', reasons, changed, halfDone, log };
}

export function namesHalfDone(installed: readonly InstalledPackage[]): readonly string[] {
  return installed.filter(({ state }) => state === 'half-done').map(({ name }) => name);
}

/** Whether apt says that it waited for a lock in vain. */
export function lockWasTaken(log: string): boolean {
  return (
    /^E: (?:Could not get lock|Unable to acquire|Unable to lock) /m.test(log) ||
    /^dpkg: error: .* lock was locked /m.test(log)
  );
}

function missingOf(
  order: readonly OrderedPackage[],
  installed: readonly InstalledPackage[],
): readonly OrderedPackage[] {
  return order.filter(
    ({ name, version }) => !installed.some((one) => one.name === name && one.version === version),
  );
}

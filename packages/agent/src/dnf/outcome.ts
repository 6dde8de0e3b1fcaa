import { type OrderedPackage, type Outcome, refusal, unordered } from '../apt/index.ts';
import type { Ended } from '../command/index.ts';
import { rpmChangesBetween } from './changes.ts';
import { errorsIn, lockWasTaken } from './dnf-command.ts';
import { type InstalledRpm, withoutZeroEpoch } from './installed.ts';

export interface FinishedRpms {
  readonly order: readonly OrderedPackage[];
  readonly before: readonly InstalledRpm[];
  readonly after: readonly InstalledRpm[];
  readonly ended: Ended;
  /** Who has locked what dnf needs now, in words. */
  readonly holders: readonly string[];
  /** What there is to know whatever became of it. */
  readonly notes: readonly string[];
}

/** By what RPM shows, whatever dnf said of itself. */
export function rpmOutcomeOf(finished: FinishedRpms): Outcome {
  const { order, before, after, ended, holders, notes } = finished;
  const { status, log } = ended;
  const changed = rpmChangesBetween(before, after);
  if (lockWasTaken(ended) && changed.length === 0) {
    return refusal([...errorsIn(ended), ...holders], log);
  }
  const halfDone = rpmsHalfDone(after);
  const missing = order.filter((one) => !after.some((rpm) => isAt(rpm, one)));
  const reasons = [
    ...(status === 0 ? [] : [`dnf ended with ${status ?? 'a signal'}`]),
    ...missing.map(({ name, version }) => `${name} is not at ${version}`),
    ...halfDone.map((name) => `${name} is half done`),
    ...failedScripts(log),
  ];
  const plain = order.map(({ name, version }) => ({ name, version: withoutZeroEpoch(version) }));
  const others = [...unordered(changed, plain), ...notes];
  if (reasons.length === 0) return { kind: 'done', reasons: others, changed, log };
  return { kind: 'failed', reasons: [...reasons, ...others], changed, halfDone, log };
}

export function isAt(rpm: InstalledRpm, { name, version }: OrderedPackage): boolean {
  return rpm.name === name && rpm.version === withoutZeroEpoch(version);
}

export function rpmsHalfDone(installed: readonly InstalledRpm[]): readonly string[] {
  const names = installed.filter(({ state }) => state === 'half-done').map(({ name }) => name);
  return [...new Set(names)];
}

/** RPM shows a package as installed though its script has failed, and dnf ends with 0. */
function failedScripts(log: string): readonly string[] {
  return [...new Set(log.match(/^Error in \S+ scriptlet in rpm package \S+$/gm))];
}

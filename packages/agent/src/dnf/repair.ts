/** After something stopped half-way, be it the machine itself. */
import type { OrderedPackage } from '../apt/index.ts';
import { beyondRpmOrder } from './against-order.ts';
import {
  againArguments,
  asRefreshed,
  installArguments,
  sameLists,
  withoutTwins,
} from './dnf-command.ts';
import type { DnfHost } from './dnf-host.ts';
import type { InstalledRpm } from './installed.ts';
import { isAt, rpmsHalfDone } from './outcome.ts';
import type { RpmTransaction } from './transaction.ts';

export interface Repaired {
  readonly isWhole: boolean;
  readonly log: string;
}

/**
 * What is there twice is there once afterwards. What was begun is done to its end; where RPM counts it
 * as there, its files and scripts once more, for they may have stopped in the middle.
 */
export async function repairRpms(
  host: DnfHost,
  begun: readonly OrderedPackage[],
): Promise<Repaired> {
  const steps: Repaired[] = [{ isWhole: true, log: await host.lastSaid() }];
  const found = await host.installed();
  const twins = found.filter(({ state }) => state === 'half-done');
  const isTwin = (one: OrderedPackage) => twins.some(({ name }) => name === one.name);
  if (twins.length > 0) steps.push(await dropTwins(host, twins));
  const isThere = (one: OrderedPackage) => found.some((rpm) => isAt(rpm, one));
  const left = begun.filter((one) => !isThere(one));
  const again = begun.filter((one) => isThere(one) && !isTwin(one));
  if (left.length > 0) steps.push(await finish(host, installArguments, left));
  if (again.length > 0) steps.push(await finish(host, againArguments, again));
  const isWhole = steps.every((step) => step.isWhole);
  return {
    isWhole: isWhole && rpmsHalfDone(await host.installed()).length === 0,
    log: steps.flatMap(({ log }) => (log === '' ? [] : [log])).join('\n'),
  };
}

/**
 * Only where nothing else goes, and the newer of each is laid once more: dnf would take the older alone
 * where no source has the newer.
 */
function dropTwins(host: DnfHost, twins: readonly InstalledRpm[]): Promise<Repaired> {
  const names = [...new Set(twins.map(({ name }) => name))];
  return checked(host, withoutTwins, ({ installs, removes }) => [
    ...names
      .filter((name) => !installs.some((one) => one.name === name))
      .map((name) => `no source has ${name} as it is half done here`),
    ...removes
      .filter((name) => !twins.some((twin) => twin.name === name))
      .map((name) => `dnf would remove ${name}`),
    ...installs
      .filter((one) => !twins.some((twin) => isAt(twin, one)))
      .map(({ name, version }) => `dnf would also install ${name} ${version}`),
  ]);
}

function finish(
  host: DnfHost,
  argumentsOf: typeof installArguments,
  order: readonly OrderedPackage[],
): Promise<Repaired> {
  const against = (found: RpmTransaction) => beyondRpmOrder(found, order);
  return checked(host, (options) => argumentsOf(order, options), against);
}

async function checked(
  host: DnfHost,
  argumentsOf: (options: readonly string[]) => readonly string[],
  against: (transaction: RpmTransaction) => readonly string[],
): Promise<Repaired> {
  const { told, reasons } = await host.tryOut(argumentsOf(['--assumeno', asRefreshed]), against);
  if (reasons.length > 0) return { isWhole: false, log: [...reasons, told.log].join('\n') };
  const { status, log } = await host.change(argumentsOf(['--assumeyes', sameLists]));
  return { isWhole: status === 0, log };
}

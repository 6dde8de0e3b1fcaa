/** All that an agent can be asked to do, and how each is done. There is no other way to act. */
import type { Order, OrderAction, OrderOutcome } from '@daybreak/protocol/agent';
import type { PackageDriver, Progress } from '../driver/index.ts';
import type { Before } from './entry.ts';
import { changedSince, outcomeOf } from './outcome.ts';

export interface Acting {
  readonly driver: PackageDriver;
  readonly before: Before;
  readonly tell: (progress: Progress) => void;
  /** Tells the server that it is begun, as well as that can be done now. */
  readonly tellBegun: () => Promise<boolean>;
}

/** Null where the end is seen only after a restart. */
type Act = (order: Order, acting: Acting) => Promise<OrderOutcome | null>;

const actions: Readonly<Record<OrderAction, Act | 'not-yet'>> = {
  install: changePackages,
  'roll-back': changePackages,
  restart,
  probe: 'not-yet',
  'collect-evidence': 'not-yet',
};

/** How it is done, or why this agent cannot. */
export function actOf({ action, updates }: Order): Act | readonly string[] {
  const act = actions[action];
  if (act === 'not-yet') return ['this agent does not do that yet'];
  return updates.length === 0 ? act : [`${updates.join(', ')}: no updates for this host`];
}

async function changePackages(
  { packages }: Order,
  { driver, before, tell }: Acting,
): Promise<OrderOutcome> {
  const outcome = await driver.install(packages, tell);
  return outcomeOf(outcome, changedSince(before, await driver.installed()));
}

/** The last thing: what is not told before may not be told for long. */
async function restart(_order: Order, { driver, tellBegun }: Acting): Promise<OrderOutcome | null> {
  await tellBegun();
  if (await driver.restart()) return null;
  const reasons = ['the host did not take the command to restart'];
  return outcomeOf({ kind: 'failed', reasons, halfDone: [], log: '' }, []);
}

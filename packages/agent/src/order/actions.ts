/** All that an agent can be asked to do, and how each is done. There is no other way to act. */
import type { Order, OrderAction, OrderOutcome } from '@daybreak/protocol/agent';
import type { Manifest, ManifestProbe } from '@daybreak/protocol/manifest';
import type { ProbeResult } from '@daybreak/protocol/probe';
import type { HostDriver, Progress } from '../driver/index.ts';
import { boundedOutcome, outcomeOf } from './outcome.ts';

export interface Acting {
  readonly driver: HostDriver;
  /** As approvers have signed it. */
  readonly manifest: Manifest;
  /** Looks at what approvers have named, and at what every host has. */
  readonly look: (named: readonly ManifestProbe[]) => Promise<readonly ProbeResult[]>;
  readonly tell: (progress: Progress) => void;
  /** Tells the server that it is begun, as well as that can be done now. */
  readonly tellBegun: () => Promise<boolean>;
}

/** Null where the end is seen only after a restart. */
type Act = (order: Order, acting: Acting) => Promise<OrderOutcome | null>;

const actions: Readonly<Record<OrderAction, Act>> = {
  install: change,
  'roll-back': change,
  restart,
  probe,
  // All of it is done before anything is begun.
  'collect-evidence': async () => done,
};

const done = boundedOutcome({ kind: 'done', reasons: [], halfDone: [], changed: [], log: '' });

/** How it is done, or why this agent cannot. */
export function actOf(
  { action, packages, updates }: Order,
  takes: HostDriver['takes'],
): Act | readonly string[] {
  if (takes === 'packages' && updates.length > 0) {
    return [`${updates.join(', ')}: no updates for this host`];
  }
  const names = packages.map(({ name }) => name);
  if (takes === 'updates' && names.length > 0) {
    return [`${names.join(', ')}: no packages for this host`];
  }
  return actions[action];
}

async function change(order: Order, acting: Acting): Promise<OrderOutcome> {
  const { driver, tell } = acting;
  const outcome = outcomeOf(await driver.change(order, tell));
  // Whatever became of it, how the host is now is what people will ask.
  return outcome.kind === 'refused' ? outcome : { ...outcome, ...(await lookAround(acting)) };
}

async function probe(_order: Order, acting: Acting): Promise<OrderOutcome> {
  return { ...done, ...(await lookAround(acting)) };
}

async function lookAround({ look, manifest, tell }: Acting): Promise<Pick<OrderOutcome, 'probes'>> {
  tell({ step: 'probing', percent: null });
  const { probes } = boundedOutcome({ ...done, probes: await look(manifest.probes) });
  return probes === undefined ? {} : { probes };
}

/** The last thing: what is not told before may not be told for long. */
async function restart(_order: Order, { driver, tellBegun }: Acting): Promise<OrderOutcome | null> {
  await tellBegun();
  if (await driver.restart()) return null;
  const reasons = ['the host did not take the command to restart'];
  return outcomeOf({ kind: 'failed', reasons, halfDone: [], changed: [], log: '' });
}

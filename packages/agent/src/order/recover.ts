/** After a start: what was stopped in the middle is put right as far as it can be, and told. */
import type { Order, OrderOutcome } from '@daybreak/protocol/agent';
import { type HostDriver, type Installed, installedUpdate } from '../driver/index.ts';
import type { Entry } from './entry.ts';
import type { Journal } from './journal.ts';
import { boundedOutcome, changedSince, refusal } from './outcome.ts';

export interface Recovering {
  readonly journal: Journal;
  readonly driver: HostDriver;
  readonly now: () => Date;
  /** Of the machine's boot. */
  readonly boot: () => Promise<string>;
}

export async function recover({ journal, driver, now, boot }: Recovering): Promise<void> {
  const open = [...journal.entries].flatMap(([id, entry]) => (isOpen(entry) ? { id, entry } : []));
  if (open.length === 0) return;
  const isStopped = open.some(({ entry }) => entry.state !== 'received');
  const repair = isStopped ? await driver.repair() : { isWhole: true, log: '' };
  const installed = await driver.installed();
  const isRestartDue =
    driver.takes === 'updates' && (await driver.restartState())?.isNeeded === true;
  const found: Found = { ...repair, installed, boot: await boot(), isRestartDue };
  for (const { id, entry } of open) await journal.ended(id, now(), outcomeAfter(entry, found));
}

type OpenEntry = Exclude<Entry, { state: 'ended' | 'acknowledged' }>;

/** Whether the order has no end yet. */
export function isOpen(entry: Entry): entry is OpenEntry {
  return entry.state !== 'ended' && entry.state !== 'acknowledged';
}

interface Found {
  /** Whether the package manager says that it has put everything right. */
  readonly isWhole: boolean;
  readonly log: string;
  readonly installed: readonly Installed[];
  readonly boot: string;
  readonly isRestartDue: boolean;
}

function outcomeAfter(entry: OpenEntry, found: Found): OrderOutcome {
  switch (entry.state) {
    case 'received':
      return refusal(['the agent was stopped before this could begin']);
    case 'damaged': {
      const reasons = ['what the agent wrote about this order cannot be read'];
      return boundedOutcome({ ...interrupted(found), reasons, changed: [] });
    }
    case 'begun':
      return afterBegun(entry, found);
    default:
      return entry satisfies never;
  }
}

function afterBegun(
  { order, before }: Extract<Entry, { state: 'begun' }>,
  found: Found,
): OrderOutcome {
  const changed = changedSince(before, found.installed);
  const { log } = found;
  const { evidence } = before;
  const missing =
    order.action === 'restart' ? notRestarted(before.boot, found) : notAt(order, found);
  const state = interrupted(found);
  if (missing.length + state.reasons.length === 0) {
    return boundedOutcome({ kind: 'done', reasons: [], halfDone: [], changed, log, evidence });
  }
  const reasons = ['it was stopped in the middle', ...missing, ...state.reasons];
  return boundedOutcome({ ...state, reasons, changed, evidence });
}

function notRestarted(boot: string, found: Found): readonly string[] {
  return found.boot === boot ? ['the host has not started anew since'] : [];
}

function notAt({ action, packages, updates }: Order, found: Found): readonly string[] {
  const has = (name: string, version: string) =>
    found.installed.some((one) => one.name === name && one.version === version);
  const isBack = action === 'roll-back';
  const wrong = updates.filter((update) => has(update, installedUpdate) === isBack);
  return [
    ...packages
      .filter(({ name, version }) => !has(name, version))
      .map(({ name, version }) => `${name} is not at ${version}`),
    ...wrong.map((update) => `${update} is ${isBack ? 'still' : 'not'} installed`),
    ...(wrong.length > 0 && found.isRestartDue
      ? ['a restart is due: what was changed may count after it']
      : []),
  ];
}

/** What is not in order on the host itself. */
function interrupted({ installed, isWhole, log }: Found) {
  const halfDone = installed.filter(({ state }) => state === 'half-done').map(({ name }) => name);
  const reasons = [
    ...(isWhole ? [] : ['the package manager could not put everything right']),
    ...halfDone.map((name) => `${name} is half done`),
  ];
  return { kind: 'interrupted' as const, reasons, halfDone, log };
}

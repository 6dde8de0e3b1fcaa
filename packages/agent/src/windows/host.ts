/** A host of Windows, as the agent needs it. Not yet run on real Windows. */
import { productNameOfHost } from '@daybreak/core/exposure';
import type { Candidates, WindowsPosture } from '@daybreak/protocol/agent';
import type { Outcome } from '../apt/index.ts';
import type { RunCommand } from '../command/index.ts';
import { type Change, type HostDriver, type Installed, installedUpdate } from '../driver/index.ts';
import { windowsProbes } from '../probe/index.ts';
import { WindowsDriver, type WindowsOutcome } from './driver.ts';
import { windowsEvidence } from './evidence.ts';
import { updatesInHistory, windowsPostureOf } from './inventory.ts';
import { offersOf } from './offers.ts';
import { ask } from './powershell.ts';
import { windowsHostProbes } from './probes.ts';
import { bootAnswer, hotfixAnswer, inventoryAnswer } from './results.ts';
import { bootScript, hotfixScript, inventoryScript } from './scripts.ts';

export interface WindowsParts {
  readonly run: RunCommand;
  readonly now: () => Date;
  /** A clock that only goes forward. */
  readonly monotonicMs: () => number;
}

const minuteMs = 60_000;
const timeoutMs = 5 * minuteMs;
/** Systeminfo takes seconds of a processor: it is asked this often, and after every change. */
const inventoryEveryMs = 30 * minuteMs;
const shutdown = 'C:\\Windows\\System32\\shutdown.exe';

function changesBetween(before: readonly Installed[], after: readonly Installed[]) {
  const [had, has] = [before, after].map((list) => new Set(list.map(({ name }) => name)));
  const names = [...new Set([...(had ?? []), ...(has ?? [])])].sort();
  return names
    .filter((name) => had?.has(name) !== has?.has(name))
    .map((name) => ({
      name,
      from: had?.has(name) ? installedUpdate : null,
      to: has?.has(name) ? installedUpdate : null,
    }));
}

export class WindowsHost implements HostDriver {
  readonly takes = 'updates';
  readonly #parts: WindowsParts;
  readonly #updates: WindowsDriver;
  #posture: { readonly untilMs: number; readonly said: WindowsPosture } | null = null;
  #candidates: Candidates | null = null;

  constructor(parts: WindowsParts) {
    this.#parts = parts;
    this.#updates = new WindowsDriver(parts.run);
  }

  name = async () => (await this.#boot()).name;

  async boot() {
    const { at, count } = await this.#boot();
    return { id: count === null ? at : `boot ${count}`, at: new Date(at) };
  }

  product = async () => productNameOfHost(await this.posture());

  async posture(): Promise<WindowsPosture> {
    const nowMs = this.#parts.monotonicMs();
    if (this.#posture === null || nowMs >= this.#posture.untilMs) {
      const answer = await ask(this.#parts.run, inventoryScript, inventoryAnswer, timeoutMs);
      this.#posture = { untilMs: nowMs + inventoryEveryMs, said: windowsPostureOf(answer) };
    }
    return this.#posture.said;
  }

  /** By the list of hotfixes, and by the history where no restart is due before it counts. */
  async installed() {
    const { hotfixes } = await ask(this.#parts.run, hotfixScript, hotfixAnswer, timeoutMs);
    const { isRestartNeeded } = await this.#updates.state();
    const done = isRestartNeeded ? [] : updatesInHistory(await this.#updates.history());
    const names = [...new Set([...hotfixes, ...done])].sort();
    return names.map((name) => ({ name, version: installedUpdate, state: 'installed' as const }));
  }

  async refresh() {
    this.#candidates = offersOf(await this.#updates.offered());
    return { isWhole: true, log: '' };
  }

  candidates = async () => this.#candidates;

  async change({ action, updates }: Change, tell: Parameters<HostDriver['change']>[1]) {
    tell({ step: action === 'roll-back' ? 'removing' : 'installing', percent: null });
    this.#posture = null;
    const before = await this.installed();
    const outcome = await (action === 'roll-back'
      ? this.#updates.uninstall(updates)
      : this.#updates.install(updates));
    return outcome.kind === 'done'
      ? this.#seen(outcome, before, { action, updates })
      : { ...outcome, changed: [], halfDone: [], log: '' };
  }

  /** Whatever the update service says of itself: what counts is what the host has. */
  async #seen(
    { isRestartNeeded }: WindowsOutcome,
    before: readonly Installed[],
    { action, updates }: Pick<Change, 'action' | 'updates'>,
  ): Promise<Outcome> {
    this.#forgetOffers(updates);
    const isBack = action === 'roll-back';
    const after = await this.installed();
    const changed = changesBetween(before, after);
    const names = new Set(after.map(({ name }) => name));
    const missing = updates.filter((update) => names.has(update) === isBack);
    const did = isBack ? 'removed' : 'installed';
    if (missing.length === 0) return { kind: 'done', reasons: [], changed, log: '' };
    if (isRestartNeeded) {
      const reasons = missing.map((update) => `${update} is ${did}, counted after the restart`);
      return { kind: 'done', reasons, changed, log: '' };
    }
    const reasons = missing.map(
      (update) => `the update service says that ${update} is ${did}, and the host does not show it`,
    );
    return { kind: 'failed', reasons, changed, halfDone: [], log: '' };
  }

  #forgetOffers(done: readonly string[]): void {
    const { updates = [], candidates = [] } = this.#candidates ?? {};
    if (this.#candidates === null) return;
    this.#candidates = {
      candidates,
      updates: updates.filter(({ update }) => !done.includes(update)),
    };
  }

  /** Nothing is begun again: what the update service has, it ends by itself. */
  async repair() {
    this.#posture = null;
    const { isBusy } = await this.#updates.state();
    if (isBusy) throw new Error('an installation still goes on: it is looked at again later');
    return { isWhole: true, log: '' };
  }

  async restartState() {
    const { isRestartNeeded } = await this.#updates.state();
    const because = isRestartNeeded ? ['Windows Update'] : [];
    return { isNeeded: isRestartNeeded, because, services: [] };
  }

  async hindrances() {
    const { isBusy, isRestartNeededBefore } = await this.#updates.state();
    return [
      ...(isBusy ? ['another installation runs'] : []),
      ...(isRestartNeededBefore ? ['the host has to be restarted first'] : []),
    ];
  }

  async restart() {
    const args = ['/r', '/t', '0'];
    const { status } = await this.#parts.run({ program: shutdown, args, timeoutMs: minuteMs });
    return status === 0;
  }

  /** Updates have no versions. */
  compareVersions = () => null;

  probes = async (named: Parameters<HostDriver['probes']>[0]) => [
    ...windowsProbes(named, this.#parts.now),
    ...windowsHostProbes(this.#parts.run, this.#parts.now),
  ];

  evidence = () => windowsEvidence(this.#parts.run, this.#parts.now);

  #boot() {
    return ask(this.#parts.run, bootScript, bootAnswer, timeoutMs);
  }
}

/** Debian's package manager, driven so that a host ends as ordered, as it was, or says what it is. */
import { join } from 'node:path';
import { type Ended, type RunCommand, statusFd } from '../command/index.ts';
import type { OrderedPackage } from './against-order.ts';
import { fromFiles, fromSources, installArguments, waitForLock } from './apt-get.ts';
import { forgetBegun, readBegun, writeBegun } from './begun-order.ts';
import { type InstalledPackage, installedFormat, parseInstalled } from './installed.ts';
import { lockHolders, waitUntilUnlocked } from './lock-holders.ts';
import { misnamed } from './order-form.ts';
import {
  lockWasTaken,
  namesHalfDone,
  type Outcome,
  outcomeOf,
  type Refusal,
  refusal,
} from './outcome.ts';
import { type AptPlace, thisHost } from './place.ts';
import { Preparation, type Prepared } from './preparation.ts';
import { type AptProgress, parseProgress, statusOptions } from './progress.ts';
import { WayBack } from './way-back.ts';

const minuteMs = 60_000;
const limits = { query: 2 * minuteMs, refresh: 10 * minuteMs, change: 60 * minuteMs };

export class AptDriver {
  readonly #run: RunCommand;
  readonly #place: AptPlace;
  readonly #begun: string;
  readonly #preparation: Preparation;
  readonly #wayBack: WayBack;

  constructor(run: RunCommand, place: AptPlace = thisHost) {
    this.#run = run;
    this.#place = place;
    this.#begun = join(place.root, place.stateFolder, 'begun.json');
    this.#preparation = new Preparation(run, place);
    this.#wayBack = new WayBack(place, this.#preparation);
  }

  /** @throws InventoryError */
  async installed(): Promise<readonly InstalledPackage[]> {
    const args = ['--show', `--showformat=${installedFormat}`];
    const { output } = await this.#run({ program: 'dpkg-query', args, timeoutMs: limits.query });
    return parseInstalled(output);
  }

  /** Asks the host's own sources for what is new. False where one of them did not answer. */
  async refresh(): Promise<{ readonly isWhole: boolean; readonly log: string }> {
    const whole = ['-o', 'APT::Update::Error-Mode=any'];
    const args = ['update', '--quiet', ...whole, ...waitForLock(this.#place.lockSeconds)];
    const { status, log } = await this.#run({
      program: 'apt-get',
      args,
      timeoutMs: limits.refresh,
    });
    return { isWhole: status === 0, log };
  }

  /**
   * Goes on where something stopped half-way, be it the machine itself: configures what is unpacked,
   * and finishes the order that was begun. Its status is 0 only where nothing is half done any more.
   */
  async repair(): Promise<Ended> {
    const configured = await this.#configure();
    const log = [configured.log, ...(await this.#holders(configured.log))];
    let left = await this.installed();
    if (namesHalfDone(left).length > 0) {
      log.push(await this.#finish(left));
      left = await this.installed();
    }
    const names = namesHalfDone(left);
    if (names.length === 0) await forgetBegun(this.#begun);
    log.push(...names.map((name) => `${name} is half done`));
    const status = names.length > 0 ? configured.status || 1 : lockWasTaken(configured.log) ? 1 : 0;
    return { ...configured, status, log: log.filter((text) => text !== '').join('\n') };
  }

  /** Takes these packages to just these versions, or leaves everything as it is and says why. */
  async install(
    order: readonly OrderedPackage[],
    tell: (progress: AptProgress) => void = () => undefined,
  ): Promise<Outcome> {
    const wrong = misnamed(order);
    if (wrong.length > 0) return refusal(wrong);
    const before = await this.installed();
    const prepared = await this.#prepare(order, before);
    if (prepared.kind === 'refused') return prepared;
    const notes = await this.#wayBack.keep(order, before, prepared.archives);
    await writeBegun(this.#begun, order);
    const automatic = await this.#automaticallyInstalled(order);
    const ended = await this.#installTold(prepared, tell);
    await this.#markAutomatic(automatic);
    await this.#preparation.discard(prepared.archives);
    const after = await this.installed();
    if (namesHalfDone(after).length === 0) await forgetBegun(this.#begun);
    const holders = await this.#holders(ended.log);
    return outcomeOf({ order, before, after, ended, holders, notes });
  }

  /**
   * apt may have outlived the agent that began it, and dpkg itself does not wait for others: an apt that
   * took the lock after the look, because it had only just been started, is waited for once more.
   */
  async #configure(): Promise<Ended> {
    const args = ['--configure', '--pending', '--force-confdef', '--force-confold'];
    const { root, lockSeconds } = this.#place;
    await waitUntilUnlocked(() => lockHolders(root), lockSeconds);
    const first = await this.#change('dpkg', args);
    if (!lockWasTaken(first.log)) return first;
    await waitUntilUnlocked(() => lockHolders(root), lockSeconds);
    return this.#change('dpkg', args);
  }

  /** What was begun, and whatever has to be unpacked again at the version that it shows. */
  async #finish(left: readonly InstalledPackage[]): Promise<string> {
    const begun = await readBegun(this.#begun);
    const torn = left
      .filter(({ name, isTorn }) => isTorn && !begun.some((one) => one.name === name))
      .map(({ name, version }) => ({ name, version }));
    const order = [...begun, ...torn];
    if (order.length === 0) return '';
    const prepared = await this.#prepare(order, left);
    if (prepared.kind === 'refused') return [...prepared.reasons, prepared.log].join('\n');
    const args = installArguments(prepared.way, this.#place.lockSeconds);
    const { log } = await this.#change('apt-get', args);
    await this.#preparation.discard(prepared.archives);
    return log;
  }

  /** From the host's sources, or else from what was kept. */
  async #prepare(
    order: readonly OrderedPackage[],
    before: readonly InstalledPackage[],
  ): Promise<Prepared | Refusal> {
    const bySources = await this.#preparation.prepare(order, fromSources(order), []);
    if (bySources.kind === 'prepared' || lockWasTaken(bySources.log)) return bySources;
    const isThere = ({ name, version }: OrderedPackage) =>
      before.some((one) => one.name === name && one.version === version && !one.isTorn);
    const wanted = order.filter((one) => !isThere(one));
    const found = await Promise.all(wanted.map((one) => this.#wayBack.file(one)));
    const files = found.filter((file) => file !== null);
    if (files.length === 0 || files.length < wanted.length) return bySources;
    const there = fromSources(order.filter(isThere)).packages;
    const byFiles = await this.#preparation.prepare(order, fromFiles([...there, ...files]), files);
    if (byFiles.kind === 'prepared') return byFiles;
    return refusal([...new Set([...bySources.reasons, ...byFiles.reasons])], byFiles.log);
  }

  #installTold({ way }: Prepared, tell: (progress: AptProgress) => void): Promise<Ended> {
    const args = installArguments(way, this.#place.lockSeconds);
    return this.#run({
      program: 'apt-get',
      args: [...statusOptions(statusFd), ...args],
      timeoutMs: limits.change,
      onStatus: (line) => {
        const progress = parseProgress(line);
        if (progress !== null) tell(progress);
      },
    });
  }

  /** apt takes whatever is named for a person's own wish, and would never remove it again by itself. */
  async #automaticallyInstalled(order: readonly OrderedPackage[]): Promise<readonly string[]> {
    const args = ['showauto', '--', ...order.map(({ name }) => name)];
    const { output } = await this.#run({ program: 'apt-mark', args, timeoutMs: limits.query });
    const automatic = new Set(output.split('\n'));
    return order.map(({ name }) => name).filter((name) => automatic.has(name));
  }

  async #markAutomatic(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    const args = ['auto', '--', ...names];
    await this.#run({ program: 'apt-mark', args, timeoutMs: limits.query });
  }

  async #holders(log: string): Promise<readonly string[]> {
    return lockWasTaken(log) ? lockHolders(this.#place.root) : [];
  }

  #change(program: string, args: readonly string[]): Promise<Ended> {
    return this.#run({ program, args, timeoutMs: limits.change });
  }
}

/**
 * dnf 4, driven so that a host ends as ordered, as it was, or says what it is. Tried with the real
 * program on invented packages, and never on a real Fedora or RHEL.
 */
import { join } from 'node:path';
import {
  forgetBegun,
  type OrderedPackage,
  type Outcome,
  readBegun,
  refusal,
  writeBegun,
} from '../apt/index.ts';
import type { Ended, RunCommand } from '../command/index.ts';
import { beyondRpmOrder } from './against-order.ts';
import {
  asRefreshed,
  errorsIn,
  installArguments,
  limits,
  lockWasTaken,
  sameLists,
} from './dnf-command.ts';
import { DnfHost } from './dnf-host.ts';
import type { InstalledRpm } from './installed.ts';
import { misnamedRpms } from './order-form.ts';
import { rpmOutcomeOf, rpmsHalfDone } from './outcome.ts';
import { type DnfPlace, thisRpmHost } from './place.ts';
import { type Repaired, repairRpms } from './repair.ts';
import { withoutWayBack } from './way-back.ts';

/** How far a change has come. */
export type RpmStep = 'downloading' | 'installing';

export class DnfDriver {
  readonly #host: DnfHost;
  readonly #begun: string;

  constructor(run: RunCommand, place: DnfPlace = thisRpmHost) {
    this.#host = new DnfHost(run, place);
    this.#begun = join(place.root, place.stateFolder, 'begun.json');
  }

  /** By name and architecture, the newest last. @throws RpmInventoryError */
  installed(): Promise<readonly InstalledRpm[]> {
    return this.#host.installed();
  }

  /** Asks the host's own sources for what is new. False where one of them did not answer. */
  async refresh(): Promise<{ readonly isWhole: boolean; readonly log: string }> {
    const all = ['--setopt=skip_if_unavailable=False', '--setopt=*.skip_if_unavailable=False'];
    const args = ['makecache', '--refresh', ...all];
    const { status, log } = await this.#host.ask(args, limits.refresh);
    return { isWhole: status === 0, log };
  }

  /** Takes these packages to just these versions, back too, or begins nothing and says why. */
  async install(
    order: readonly OrderedPackage[],
    tell: (step: RpmStep) => void = () => undefined,
  ): Promise<Outcome> {
    const wrong = misnamedRpms(order);
    if (wrong.length > 0) return refusal(wrong);
    const host = this.#host;
    await host.waitForOthers();
    const against = [...(await host.holders()), ...rpmsHalfDone(await host.installed()).map(twice)];
    if (against.length > 0) return refusal(against);
    const { told, reasons } = await host.tryOut(
      installArguments(order, ['--assumeno', asRefreshed]),
      (found) => beyondRpmOrder(found, order),
    );
    if (reasons.length > 0) return this.#refusal(told, reasons);
    tell('downloading');
    const download = ['--assumeyes', '--downloadonly', sameLists];
    const got = await host.ask(installArguments(order, download), limits.change);
    if (got.status !== 0) return this.#refusal(got, errorsIn(got));
    tell('installing');
    return this.#change(order);
  }

  /** @throws Error where another program is at it, which may be the very dnf that was begun */
  async repair(): Promise<Repaired> {
    await this.#host.waitForOthers();
    const holders = await this.#host.holders();
    if (holders.length > 0) throw new Error(`${holders.join('; ')}: it is looked at again later`);
    const repaired = await repairRpms(this.#host, await readBegun(this.#begun, misnamedRpms));
    if (repaired.isWhole) await forgetBegun(this.#begun);
    return repaired;
  }

  async #change(order: readonly OrderedPackage[]): Promise<Outcome> {
    const before = await this.installed();
    await writeBegun(this.#begun, order);
    const ended = await this.#host.change(installArguments(order, ['--assumeyes', asRefreshed]));
    const after = await this.installed();
    if (lockWasTaken(ended) || rpmsHalfDone(after).length === 0) await forgetBegun(this.#begun);
    const holders = await this.#holders(ended);
    const notes = await withoutWayBack(this.#host, order, before);
    return rpmOutcomeOf({ order, before, after, ended, holders, notes });
  }

  async #refusal(ended: Ended, reasons: readonly string[]): Promise<Outcome> {
    return refusal([...reasons, ...(await this.#holders(ended))], ended.log);
  }

  async #holders(ended: Ended): Promise<readonly string[]> {
    return lockWasTaken(ended) ? this.#host.holders() : [];
  }
}

function twice(name: string): string {
  return `${name} is half done: dnf remove --duplicates puts that right`;
}

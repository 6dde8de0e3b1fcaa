/** One step's changes: what is counted stays true with every move of a host. */

import type { ColumnDraft } from './column.ts';
import type { RolloutCommand } from './command.ts';
import { armOf, mayBeAway, type Phase, phaseNumber, phaseOf, phases } from './phase.ts';
import type { Layout, RolloutSetup } from './setup.ts';
import { flag, type Progress, type RingState, riskCell } from './state.ts';

export class ProgressDraft {
  readonly setup: RolloutSetup;
  readonly layout: Layout;
  readonly commands: RolloutCommand[] = [];
  /** What is not kept host by host is simply replaced. */
  rest: Omit<
    Progress,
    'phase' | 'flags' | 'out' | 'counts' | 'observed' | 'sound' | 'atRisk' | 'away'
  >;
  readonly counts: Int32Array;
  readonly observed: Int32Array;
  readonly sound: Int32Array;
  readonly atRisk: Int32Array;
  /** Groups in which a host is not away any more. */
  readonly freed = new Set<number>();
  readonly #phase: ColumnDraft;
  readonly #flags: ColumnDraft;
  readonly #out: readonly ColumnDraft[];
  readonly #awayBefore: ReadonlyMap<number, number>;
  #away: Map<number, number> | null = null;

  constructor(setup: RolloutSetup, layout: Layout, before: Progress) {
    this.setup = setup;
    this.layout = layout;
    this.rest = before;
    this.counts = before.counts.slice();
    this.observed = before.observed.slice();
    this.sound = before.sound.slice();
    this.atRisk = before.atRisk.slice();
    this.#phase = before.phase.edit();
    this.#flags = before.flags.edit();
    this.#out = before.out.map((column) => column.edit());
    this.#awayBefore = before.away;
  }

  phase(host: number): Phase {
    return phaseOf(this.#phase.at(host));
  }

  has(host: number, bit: number): boolean {
    return (this.#flags.at(host) & bit) !== 0;
  }

  /** Whether the host can still fail in this process. */
  canFail(process: number, host: number): boolean {
    return this.#out[process]?.at(host) === 0;
  }

  /** @throws {RangeError} for a number that no host has */
  move(host: number, to: Phase): void {
    const from = this.phase(host);
    if (from === to) return;
    this.#uncount(host);
    this.#phase.set(host, phaseNumber(to));
    this.#count(host);
    this.#moveAway(host, mayBeAway(from), mayBeAway(to));
  }

  mark(host: number, bit: number, isSet: boolean): void {
    if (this.has(host, bit) === isSet) return;
    this.#uncount(host);
    const flags = this.#flags.at(host);
    this.#flags.set(host, isSet ? flags | bit : flags & ~bit);
    this.#count(host);
  }

  /** From now on the host cannot fail in this process any more. */
  takeOut(process: number, host: number): void {
    const cell = this.cellOf(process, host);
    if (cell !== null) this.atRisk[cell] = (this.atRisk[cell] ?? 0) - 1;
    this.#out[process]?.set(host, 1);
  }

  /** Where the host is counted as one that can fail; null where it is not. */
  cellOf(process: number, host: number): number | null {
    const arm = armOf(this.phase(host));
    if (arm === 'neither' || !this.canFail(process, host)) return null;
    const stratum = this.setup.hosts.stratum[host] ?? 0;
    return riskCell(this.layout, process, stratum) + (arm === 'patched' ? 1 : 0);
  }

  awayIn(group: number): number {
    return (this.#away ?? this.#awayBefore).get(group) ?? 0;
  }

  setRing(ring: number, change: Partial<RingState>): void {
    const rings = this.rest.rings.map((one, at) => (at === ring ? { ...one, ...change } : one));
    this.rest = { ...this.rest, rings };
  }

  /** What is counted, as it is now. */
  get view() {
    return { ...this.rest, counts: this.counts, observed: this.observed };
  }

  done(): Progress {
    return {
      ...this.rest,
      phase: this.#phase.done(),
      flags: this.#flags.done(),
      out: this.#out.map((column) => column.done()),
      counts: this.counts,
      observed: this.observed,
      sound: this.sound,
      atRisk: this.atRisk,
      away: this.#away ?? this.#awayBefore,
    };
  }

  #count(host: number, by = 1): void {
    const ring = this.setup.hosts.ring[host] ?? 0;
    const phase = this.#phase.at(host);
    const row = ring * phases.length + phase;
    this.counts[row] = (this.counts[row] ?? 0) + by;
    for (const process of this.#out.keys()) {
      const cell = this.cellOf(process, host);
      if (cell !== null) this.atRisk[cell] = (this.atRisk[cell] ?? 0) + by;
    }
    const isSeen = this.has(host, flag.looked) && !this.has(host, flag.silent);
    if (phaseOf(phase) !== 'verified' || !isSeen) return;
    this.observed[ring] = (this.observed[ring] ?? 0) + by;
    if (!this.has(host, flag.failed)) this.sound[ring] = (this.sound[ring] ?? 0) + by;
  }

  #uncount(host: number): void {
    this.#count(host, -1);
  }

  #moveAway(host: number, before: boolean, after: boolean): void {
    const group = this.setup.hosts.dependencyGroup[host] ?? -1;
    if (group < 0 || before === after) return;
    this.#away ??= new Map(this.#awayBefore);
    this.#away.set(group, this.awayIn(group) + (after ? 1 : -1));
    if (!after) this.freed.add(group);
  }
}

import type { RolloutGate } from '../gate/index.ts';
import { Column } from './column.ts';
import { phaseNumber, phases } from './phase.ts';
import { comparedBy, type Layout, layoutOf, type RolloutSetup } from './setup.ts';

export interface RingState {
  readonly openedMs: number | null;
  /** Since when enough of its hosts are patched and looked at; null while there are too few. */
  readonly observedSinceMs: number | null;
  /** When the last of its hosts so far was ordered. */
  readonly orderedMs: number | null;
  /** By its gate, or by a person's word. */
  readonly passed: 'no' | 'by-gate' | 'by-person';
}

/** Of one process of the gate. */
export interface FailedPatched {
  readonly hosts: number;
  /** The first few different ones. */
  readonly domains: readonly number[];
}

/** How far everything has come. Whatever is counted here is counted from `phase` and `flags`. */
export interface Progress {
  readonly startedMs: number;
  readonly phase: Column;
  /** Bits of `flag`. */
  readonly flags: Column;
  /** By process, 1 for hosts that cannot fail any more: they have, or were failing before. */
  readonly out: readonly Column[];
  /** Hosts by ring and phase, in rows of phases. */
  readonly counts: Int32Array;
  /** Verified hosts by ring that are looked at, and those of them that have never failed. */
  readonly observed: Int32Array;
  readonly sound: Int32Array;
  /** By process and stratum: first the unpatched, then the patched that can still fail. */
  readonly atRisk: Int32Array;
  /** Hosts by dependency group that are or may be away. */
  readonly away: ReadonlyMap<number, number>;
  /** By ring and calendar, how far its queue has been ordered. */
  readonly cursors: readonly (readonly number[])[];
  readonly openCalendars: ReadonlySet<number>;
  readonly rings: readonly RingState[];
  readonly gate: RolloutGate;
  /** By process, since the gate's start. */
  readonly failedPatched: readonly FailedPatched[];
  readonly told: { readonly near: boolean; readonly passed: boolean; readonly waits: number };
}

export const flag = {
  /** It is looked at as planned. */
  looked: 1,
  silent: 2,
  /** It has failed a comparison since the rollout began. */
  failed: 4,
  /** It is to be taken back as soon as it can be. */
  wantsBack: 8,
} as const;

interface Common {
  readonly setup: RolloutSetup;
  readonly layout: Layout;
}

export interface Proposed extends Common {
  readonly kind: 'proposed';
  readonly approvedBy: readonly string[];
}
export interface Running extends Common {
  readonly kind: 'running';
  readonly progress: Progress;
}
export interface Halted extends Common {
  readonly kind: 'halted';
  readonly atMs: number;
  /** Name of the user; null for the gate. */
  readonly by: string | null;
  readonly why: string;
  readonly progress: Progress;
}
export interface Ended extends Common {
  readonly kind: 'ended';
  readonly how: 'complete' | 'cancelled';
  readonly atMs: number;
  readonly progress: Progress | null;
}
export type RolloutState = Proposed | Running | Halted | Ended;

export function propose(setup: RolloutSetup): Proposed {
  return { kind: 'proposed', setup, layout: layoutOf(setup), approvedBy: [] };
}

export function startProgress(
  { setup, layout }: Common,
  startedMs: number,
  gate: RolloutGate,
): Progress {
  const { length } = setup.hosts.ring;
  const processes = comparedBy(setup);
  const counts = new Int32Array(setup.rings.length * phases.length);
  for (const [ring, size] of layout.ringSizes.entries()) {
    counts[ring * phases.length + phaseNumber('waiting')] = size;
  }
  const atRisk = new Int32Array(processes.length * layout.strata * 2);
  for (const [host] of setup.hosts.ring.entries()) {
    for (const process of processes.keys()) {
      const cell = riskCell(layout, process, setup.hosts.stratum[host] ?? 0);
      atRisk[cell] = (atRisk[cell] ?? 0) + 1;
    }
  }
  return {
    startedMs,
    phase: Column.of(length, phaseNumber('waiting')),
    flags: Column.of(length, 0),
    out: processes.map(() => Column.of(length, 0)),
    counts,
    observed: new Int32Array(setup.rings.length),
    sound: new Int32Array(setup.rings.length),
    atRisk,
    away: new Map(),
    cursors: layout.queues.map((queues) => queues.map(() => 0)),
    openCalendars: new Set(),
    rings: setup.rings.map(() => unopened),
    gate,
    failedPatched: processes.map(() => ({ hosts: 0, domains: [] })),
    told: { near: false, passed: false, waits: -1 },
  };
}

const unopened: RingState = {
  openedMs: null,
  observedSinceMs: null,
  orderedMs: null,
  passed: 'no',
};

/** Place of the unpatched; that of the patched is the next. */
export function riskCell(layout: Layout, process: number, stratum: number): number {
  return (process * layout.strata + stratum) * 2;
}

/** Hosts of a ring in a phase; of the rollout where no ring is named. */
export function hostsIn(
  { counts, rings }: Pick<Progress, 'counts' | 'rings'>,
  of: readonly (typeof phases)[number][],
  ring: number | null = null,
): number {
  const all = ring === null ? [...rings.keys()] : [ring];
  const at = (each: number) =>
    of.reduce((sum, phase) => sum + (counts[each * phases.length + phaseNumber(phase)] ?? 0), 0);
  return all.reduce((sum, each) => sum + at(each), 0);
}

/** All tests of a rollout's gate, which share its α. */
import {
  type AbsoluteTest,
  afterHosts,
  logAbsoluteEvidence,
  startAbsoluteTest,
} from './absolute.ts';
import type { Cell } from './cell.ts';
import { afterRound, bets, type EProcess, logEvidence, startEProcess } from './e-process.ts';

/**
 * The first process compares hosts by whether anything failed on them and has half of α; each of the K
 * others, one kind of failure, has α/(4K); the absolute test has a quarter. Each halts by itself, so that
 * harmless updates are halted with at most the chance α, whatever depends on what (union bound).
 */
export interface RolloutGate {
  readonly alpha: number;
  readonly compared: readonly EProcess[];
  readonly absolute: AbsoluteTest;
}

/** @throws {RangeError} where α lies not between 0 and 1, or nothing is compared */
export function startGate(alpha: number, compared: number): RolloutGate {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha is between 0 and 1, not ${alpha}`);
  if (compared < 1) throw new RangeError('a gate compares something');
  const processes = Array.from({ length: compared }, () => startEProcess(bets));
  return { alpha, compared: processes, absolute: startAbsoluteTest() };
}

/** @param cells by process, one for each stratum in which a host failed */
export function afterFailures(
  gate: RolloutGate,
  cells: ReadonlyMap<number, readonly Cell[]>,
): RolloutGate {
  const compared = gate.compared.map((process, at) => afterRound(process, cells.get(at) ?? []));
  return { ...gate, compared };
}

/** Patched hosts whose time of observation is over, or that failed before. */
export function afterObserved(gate: RolloutGate, failed: number, passed: number): RolloutGate {
  return { ...gate, absolute: afterHosts(gate.absolute, failed, passed) };
}

/** What one test knows, and what it needs to halt. */
export interface GateEvidence {
  /** ln E. */
  readonly logEvidence: number;
  /** ln(1/α) of its own α. */
  readonly logNeeded: number;
}

/** Of the processes in their order, then of the absolute test. */
export function evidenceOf({ alpha, compared, absolute }: RolloutGate): readonly GateEvidence[] {
  const others = compared.length - 1;
  const share = (at: number) => (at === 0 ? alpha / 2 : alpha / (4 * others));
  return [
    ...compared.map((process, at) => ({
      logEvidence: logEvidence(process),
      logNeeded: -Math.log(share(at)),
    })),
    { logEvidence: logAbsoluteEvidence(absolute), logNeeded: -Math.log(alpha / 4) },
  ];
}

import type { Cell } from './cell.ts';
import { afterRound, bets, type EProcess, logEvidence, startEProcess } from './e-process.ts';

/** Fewer patched hosts that failed halt nothing, however unlikely it is: one can be the host's own fault. */
const failedToHalt = 2;

export type GateVerdict = 'pass' | 'fail' | 'insufficient';

/** What a gate was given to look at, round by round. */
export interface GateHistory {
  /** The share of harmless patches that may be halted, above 0 and below 1. */
  readonly alpha: number;
  /** The odds ratios that are bet on; the usual ones where none are named. */
  readonly bets?: readonly number[];
  /** The odds ratio that is allowed; 1 where none is named. */
  readonly nullOdds?: number;
  /** How many rounds the gate was to look before it can pass; never passes where none is named. */
  readonly plannedRounds?: number;
  /** By round, one cell per stratum. */
  readonly rounds: readonly (readonly Cell[])[];
}

/** What a gate knew after a round. */
export interface ReplayedRound {
  /** Counted from 1. */
  readonly round: number;
  readonly process: EProcess;
  /** ln E. */
  readonly logEvidence: number;
  /** A gate that failed stays so. */
  readonly verdict: GateVerdict;
}

/**
 * What a gate says after each round.
 * @throws {RangeError} where α or a bet is none, or no round can have the counts of a cell
 */
export function* replayGate(history: GateHistory): Generator<ReplayedRound> {
  const { alpha, rounds, plannedRounds = Number.POSITIVE_INFINITY } = history;
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha is between 0 and 1, not ${alpha}`);
  let process = startEProcess(history.bets ?? bets, history.nullOdds);
  let failedPatched = 0;
  let hasFailed = false;
  for (const [at, cells] of rounds.entries()) {
    process = afterRound(process, cells);
    failedPatched += cells.reduce((sum, cell) => sum + cell.failedPatched, 0);
    const evidence = logEvidence(process);
    hasFailed ||= evidence >= -Math.log(alpha) && failedPatched >= failedToHalt;
    const passes = at + 1 >= plannedRounds ? 'pass' : 'insufficient';
    const verdict = hasFailed ? 'fail' : passes;
    yield { round: at + 1, process, logEvidence: evidence, verdict };
  }
}

export {
  type AbsoluteTest,
  afterHosts,
  logAbsoluteEvidence,
  startAbsoluteTest,
} from './absolute.ts';
export { type Attribution, attributeFailures, type Explanation } from './attribution.ts';
export { type Cell, cellFault, logEValue } from './cell.ts';
export { calm, discoveries } from './combine.ts';
export { afterRound, bets, type EProcess, logEvidence, startEProcess } from './e-process.ts';
export { clopperPearson } from './interval.ts';
export {
  type GateFinding,
  type GateJudgement,
  type Insufficiency,
  isOver,
  judgeGate,
  type RingStand,
} from './judge.ts';
export { oddsRatioBound } from './odds-ratio-bound.ts';
export { detectionPower, failuresToHalt, type RingLook, ringToSee } from './power.ts';
export { type GateHistory, type GateVerdict, type ReplayedRound, replayGate } from './replay.ts';
export { failureRounds, place, type WatchedHost } from './risk-sets.ts';
export {
  afterFailures,
  afterObserved,
  evidenceOf,
  type GateEvidence,
  type RolloutGate,
  startGate,
} from './rollout-gate.ts';

export type { PageReason, RolloutCommand } from './command.ts';
export type { OrderEnd, RolloutEvent, Sighting } from './event.ts';
export { findingsOf, judgeRing, openRing } from './judge-ring.ts';
export { armOf, ends, inFlight, type Phase, phaseOf, phases, stuck } from './phase.ts';
export { type Presence, presenceOf, type Wanted } from './presence.ts';
export { type RolloutRefusal, refusalOf } from './refusal.ts';
export {
  comparedBy,
  layoutOf,
  type RingSetup,
  type RolloutHosts,
  type RolloutSetup,
} from './setup.ts';
export { flag, hostsIn, type Progress, propose, type RolloutState } from './state.ts';
export { type Step, step } from './step.ts';

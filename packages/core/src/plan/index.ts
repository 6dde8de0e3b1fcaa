export { type Calendar, type Interval, joined } from './calendar.ts';
export {
  type ClosedCalendar,
  type DeadlineOutlook,
  type Help,
  lateHosts,
  outlook,
  whatHelps,
} from './deadline.ts';
export { assumedDefects, type DefectClass } from './defect.ts';
export { drawRings, type RingToFill } from './draw.ts';
export type { PlanHost } from './host.ts';
export {
  type Belief,
  type LookAhead,
  lookAhead,
  posterior,
  type RolloutStanding,
} from './look-ahead.ts';
export { lookAheadStarts } from './look-ahead-starts.ts';
export type { PaceCost, PaceReason, PlannedRing, PlanReason, RolloutPlan } from './plan.ts';
export type { PlanFault } from './plan-fault.ts';
export {
  type PredictedRing,
  type Prediction,
  predict,
  type RingPace,
  type RolloutForecast,
  type RolloutTiming,
} from './predict.ts';
export { type Pace, type Preset, type PresetPace, paceFor, presets } from './presets.ts';
export type { RingPower } from './promise.ts';
export { type PlanRequest, type ProposedPlan, proposePlan } from './propose.ts';
export { countRings, type RingDraw } from './ring-draw.ts';
export { loadRings, type RingLoad } from './ring-load.ts';
export type { Cohort } from './ring-model.ts';
export {
  assumedModel,
  type LossModel,
  type PlanLoss,
  planLoss,
  type TimedRing,
} from './ring-model.ts';
export { type RingSize, type RingSizes, type SizeLimit, sizeRings } from './ring-size.ts';
export type { HashText } from './salted-strata.ts';
export { validatePlan } from './validate.ts';

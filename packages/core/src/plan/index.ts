export { assumedDefects, type DefectClass } from './defect.ts';
export { type Pace, type Preset, type PresetPace, paceFor, presets } from './presets.ts';
export {
  assumedModel,
  type LossModel,
  type PlanLoss,
  planLoss,
  type TimedRing,
} from './ring-model.ts';
export { type RingSize, type RingSizes, type SizeLimit, sizeRings } from './ring-size.ts';

export { type DriverParts, RolloutDriver } from './driver.ts';

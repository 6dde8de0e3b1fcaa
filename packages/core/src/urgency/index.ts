export { withAssumption } from './assumptions.ts';
export { availableMs } from './available.ts';
export {
  type Clock,
  Clocks,
  type ClosedList,
  type HostClocks,
  notOrdered,
  type Orders,
  sooner,
} from './clocks.ts';
export type { Condition } from './conditions.ts';
export * from './deadline.ts';
export { type Alternative, type Decision, decide, type Reason } from './decide.ts';
export { staleDays } from './exploitation-points.ts';
export * from './host-facts.ts';
export type { FactSource } from './host-points.ts';
export type { Assumptions } from './known-threat.ts';
export { makePolicy } from './make-policy.ts';
export * from './point.ts';
export { shippedPolicies } from './policies/index.ts';
export type { Policy, Tier } from './policy.ts';
export * from './policy-form.ts';
export * from './question.ts';
export * from './reading.ts';

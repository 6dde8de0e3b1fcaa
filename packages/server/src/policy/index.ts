export { type PoliciesInUse, policiesInUse } from './in-use.ts';

export * from './effective.ts';
export * from './inventory-role.ts';
export * from './rule.ts';
export * from './rule-change.ts';
export * from './said.ts';
export * from './value.ts';

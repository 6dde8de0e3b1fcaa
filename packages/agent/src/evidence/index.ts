export * from './collect.ts';
export * from './keep.ts';
export * from './processes.ts';

export * from './count.ts';
export * from './effective.ts';
export * from './explicit.ts';
export * from './preview.ts';
export * from './rules.ts';

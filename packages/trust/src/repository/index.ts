export * from './metadata.ts';
export * from './pacing.ts';
export * from './parse.ts';
export * from './refresh.ts';

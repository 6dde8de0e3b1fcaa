export * from './decode.ts';
export * from './limits.ts';
export * from './problem.ts';
export * from './read-file.ts';

export * from './live-status.ts';
export * from './run.ts';

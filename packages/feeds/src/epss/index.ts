export * from './changes.ts';
export { type EpssDay, readEpss } from './parse.ts';
export * from './score-date.ts';

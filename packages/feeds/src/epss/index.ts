export * from './parse.ts';
export * from './score-date.ts';

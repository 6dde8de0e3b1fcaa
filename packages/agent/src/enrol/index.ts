export * from './enrol.ts';
export * from './token.ts';

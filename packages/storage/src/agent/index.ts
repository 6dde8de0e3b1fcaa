export * from './check-in.ts';
export * from './document.ts';
export * from './enrol.ts';
export * from './health.ts';
export * from './hold.ts';
export * from './read.ts';
export * from './token.ts';
export * from './watch.ts';

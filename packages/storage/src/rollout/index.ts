export * from './add.ts';
export * from './event.ts';
export * from './inbox.ts';
export * from './order.ts';
export { type KeptRollout, readRollout, rolloutsUnderWay } from './read.ts';
export * from './watch.ts';

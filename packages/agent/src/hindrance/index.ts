export * from './hindrances.ts';
export * from './lock-holder.ts';
export * from './room.ts';

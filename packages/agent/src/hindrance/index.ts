export * from './hindrances.ts';
export * from './room.ts';

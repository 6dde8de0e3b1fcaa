export * from './posture.ts';
export * from './read-model.ts';
export * from './store.ts';

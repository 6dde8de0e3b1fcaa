export * from './group.ts';
export * from './observe.ts';
export * from './posture.ts';
export * from './read-model.ts';
export * from './remove.ts';
export { takeTurn } from './turn.ts';

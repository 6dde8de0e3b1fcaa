export * from './kernel.ts';
export * from './maps.ts';
export * from './rpm-state.ts';
export * from './stale-services.ts';
export * from './state.ts';
export * from './unit.ts';

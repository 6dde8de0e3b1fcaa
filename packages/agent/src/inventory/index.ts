export * from './document.ts';
export * from './host.ts';
export * from './os-release.ts';
export * from './posture-change.ts';
export * from './posture-keeper.ts';

export * from './contact.ts';
export * from './evidence-demand.ts';
export * from './health.ts';
export * from './judge.ts';
export * from './posture-change.ts';
export * from './run.ts';
export * from './serial.ts';

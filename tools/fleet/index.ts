export * from './available.ts';
export * from './base.ts';
export * from './host.ts';
export * from './repository.ts';

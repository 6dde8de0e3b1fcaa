export * from './agent-host.ts';
export * from './available.ts';
export * from './base.ts';
export * from './fleet.ts';
export * from './host.ts';
export * from './processes.ts';
export * from './repository.ts';

export * from './failure.ts';
export * from './instance.ts';
export * from './key.ts';
export * from './settings.ts';
export * from './start.ts';
export * from './state-folder.ts';

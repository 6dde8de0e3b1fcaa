export * from './command.ts';
export * from './exit.ts';

export * from './addresses.ts';
export * from './client.ts';
export * from './timing.ts';

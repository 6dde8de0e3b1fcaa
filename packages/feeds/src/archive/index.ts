export * from './entry.ts';
export * from './tar.ts';
export * from './zip.ts';

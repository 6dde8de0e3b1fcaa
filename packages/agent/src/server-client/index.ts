export * from './answer.ts';
export * from './client.ts';
export * from './files.ts';
export * from './server-url.ts';
export * from './wire.ts';

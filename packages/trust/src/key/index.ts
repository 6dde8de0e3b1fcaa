export * from './file.ts';
export * from './signing-key.ts';

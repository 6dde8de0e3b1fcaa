export * from './proposal.ts';
export * from './signatures.ts';

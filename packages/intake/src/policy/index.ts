export * from './read-policy.ts';

export * from './read-hosts.ts';

export * from './windows-host.ts';

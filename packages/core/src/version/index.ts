export * from './windows-build.ts';

export * from './debian.ts';
export * from './windows-build.ts';

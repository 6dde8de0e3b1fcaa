export * from './debian.ts';
export * from './rpm.ts';
export * from './windows-build.ts';

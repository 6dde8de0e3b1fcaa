export * from './delimited.ts';
export * from './hotfix-list.ts';
export * from './merge.ts';
export * from './problem.ts';
export * from './support.ts';
export * from './systeminfo.ts';
export * from './windows-host.ts';

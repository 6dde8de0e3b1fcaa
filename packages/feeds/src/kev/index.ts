export * from './catalogue.ts';
export * from './change.ts';
export * from './change-list.ts';
export * from './diff.ts';
export * from './history.ts';

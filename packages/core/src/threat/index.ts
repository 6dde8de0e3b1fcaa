export * from './epss.ts';
export * from './kev.ts';
export * from './ssvc.ts';
export * from './statement.ts';
export * from './threat.ts';

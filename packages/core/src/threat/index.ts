export * from './epss.ts';
export * from './gravest.ts';
export * from './kev.ts';
export * from './ssvc.ts';
export * from './statement.ts';
export * from './statement-builder.ts';
export * from './threat.ts';

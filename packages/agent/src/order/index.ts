export * from './actions.ts';
export * from './authorise.ts';
export * from './carry-out.ts';
export * from './entry.ts';
export * from './journal.ts';
export * from './outcome.ts';
export * from './recover.ts';
export * from './report.ts';

export * from './exploited.ts';
export * from './feed.ts';
export * from './fix.ts';

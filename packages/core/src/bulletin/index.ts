export { isServicedSeparately } from './cumulative.ts';
export * from './exploited.ts';
export * from './feed.ts';
export * from './fix.ts';
export * from './knowledge.ts';
export * from './knowledge-builder.ts';
export * from './patch-tuesday.ts';
export * from './product.ts';
export * from './severity.ts';

export * from './alike.ts';
export * from './hosts-at.ts';
export { listProducts } from './products.ts';
export { removedSince } from './removed.ts';

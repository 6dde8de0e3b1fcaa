export * from './any-host.ts';
export { Applications } from './applications.ts';
export * from './assessment.ts';
export * from './basis.ts';
export * from './host-product.ts';
export type { Named, NamedFinding } from './named.ts';
export type { Released } from './not-listed.ts';
export * from './product-exposure.ts';
export { Coverage } from './uncovered-months.ts';

export * from './assess.ts';
export * from './assessment.ts';
export { newestReleaseMonth, patchTuesday } from './coverage.ts';
export * from './host-product.ts';

export * from './document.ts';
export * from './history.ts';
export * from './points.ts';
export * from './record.ts';
export { formatSsvcTable, isSsvcHeader } from './table.ts';

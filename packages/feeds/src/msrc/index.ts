export type * from './document.ts';
export { readCvrfJson } from './json.ts';
export * from './list.ts';
export * from './month.ts';
export * from './parse.ts';
export * from './rows.ts';
export { readCvrfXml } from './xml.ts';

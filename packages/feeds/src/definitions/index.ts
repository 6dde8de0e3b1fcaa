export * from './component.ts';
export * from './parse.ts';

export * from './exception.ts';

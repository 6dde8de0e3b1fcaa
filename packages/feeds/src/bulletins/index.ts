export * from './merge.ts';
export * from './parse.ts';
export * from './rows.ts';
export type { Bulletin, BulletinCollection } from './schema.ts';

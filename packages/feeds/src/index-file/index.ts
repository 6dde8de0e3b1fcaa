export { IndexError } from './columns.ts';
export { indexPath } from './place.ts';
export { KnowledgeIndex } from './read.ts';
export type { Statements } from './statements.ts';
export { encodeIndex, type IndexContent, writeIndex } from './write.ts';

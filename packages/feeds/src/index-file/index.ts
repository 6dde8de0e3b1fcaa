export { IndexError } from './columns.ts';
export { KnowledgeIndex } from './read.ts';
export { encodeIndex, type IndexContent, writeIndex } from './write.ts';

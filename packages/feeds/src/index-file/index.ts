export { ColumnReader, ColumnWriter, IndexError, type Numbers } from './columns.ts';
export { encodeFile, type FileKind, OpenFile, type Place, Sections } from './container.ts';
export { indexPath } from './place.ts';
export { KnowledgeIndex } from './read.ts';
export type { Statements } from './statements.ts';
export { encodeIndex, type IndexContent, writeIndex } from './write.ts';

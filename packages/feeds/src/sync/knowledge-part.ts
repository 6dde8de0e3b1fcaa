import { indexPath, KnowledgeIndex, writeIndex } from '../index-file/index.ts';
import { gatherKnowledge } from '../knowledge/index.ts';
import { type Part, recorded } from './part.ts';
import { readFeedFiles } from './read.ts';

/** What fixes what: knowledge.index. */
export const knowledgePart: Part = {
  feeds: ['bulletins', 'definitions', 'msrc'],

  madeFrom: (dataDir) =>
    recorded(() => {
      using index = KnowledgeIndex.open(indexPath(dataDir));
      return index.madeFrom;
    }),

  async read(documents) {
    const content = await gatherKnowledge((sink) => readFeedFiles(documents, sink));
    return {
      write: (dataDir, madeFrom) => writeIndex(indexPath(dataDir), { ...content, madeFrom }),
    };
  },
};

import { type FeedDrop, type FeedStatus, KnowledgeBuilder } from '@daybreak/core/bulletin';
import { StatementBuilder } from '@daybreak/core/threat';
import type { FeedSink } from '../feed/index.ts';
import { indexPath, writeIndex } from '../index-file/index.ts';

/** Reads feeds into the sink; what they can answer is the result. */
export type FeedReading = (sink: FeedSink) => Promise<readonly FeedStatus[]>;

/**
 * Reads feeds and writes the index that answers come from. When the reading fails, the index stays
 * as it was.
 * @throws FeedError, FeedOutage
 */
export async function indexFeeds(
  dataFolder: string,
  read: FeedReading,
): Promise<readonly FeedStatus[]> {
  const builder = new KnowledgeBuilder();
  const statements = new StatementBuilder();
  const statuses = await read({
    fix: (feed, fix) => builder.add(feed, fix),
    statement: (statement, asOf) => statements.add(statement, asOf),
  });
  const gathered = builder.finish();
  const feeds = statuses.map((status) => withDrops(status, builder.leftOut(status.name)));
  await writeIndex(indexPath(dataFolder), { feeds, ...gathered, statements: statements.finish() });
  return feeds;
}

function withDrops(status: FeedStatus, drops: readonly FeedDrop[]): FeedStatus {
  const all = [...status.drops, ...drops].sort((a, b) => b.count - a.count);
  return { ...status, drops: all };
}

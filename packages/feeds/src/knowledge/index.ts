import {
  type FeedDrop,
  type FeedStatus,
  type GatheredKnowledge,
  KnowledgeBuilder,
} from '@daybreak/core/bulletin';
import { StatementBuilder, type VendorStatement } from '@daybreak/core/threat';
import type { FeedSink } from '../feed/index.ts';

/** Reads feeds into the sink; what they can answer is the result. */
export type FeedReading = (sink: FeedSink) => Promise<readonly FeedStatus[]>;

export interface KnowledgeOfFeeds extends GatheredKnowledge {
  readonly feeds: readonly FeedStatus[];
  readonly statements: readonly VendorStatement[];
}

/**
 * Reads feeds and gathers what they say by product.
 * @throws FeedError
 */
export async function gatherKnowledge(read: FeedReading): Promise<KnowledgeOfFeeds> {
  const builder = new KnowledgeBuilder();
  const statements = new StatementBuilder();
  const statuses = await read({
    fix: (feed, fix) => builder.add(feed, fix),
    statement: (statement, asOf) => statements.add(statement, asOf),
  });
  const gathered = builder.finish();
  const feeds = statuses.map((status) => withDrops(status, builder.leftOut(status.name)));
  return { feeds, ...gathered, statements: statements.finish() };
}

function withDrops(status: FeedStatus, drops: readonly FeedDrop[]): FeedStatus {
  const all = [...status.drops, ...drops].sort((a, b) => b.count - a.count);
  return { ...status, drops: all };
}

/** The feeds of the knowledge index and of the threat files as one list, each feed once. */
export function allFeeds(
  knowledge: readonly FeedStatus[],
  threats: readonly FeedStatus[],
): readonly FeedStatus[] {
  const names = new Set(threats.map(({ name }) => name));
  return [...knowledge.filter(({ name }) => !names.has(name)), ...threats];
}

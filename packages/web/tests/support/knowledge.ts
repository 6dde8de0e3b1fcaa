/** What the server's tests know, for the screens: bulletins of May and June 2024. */
import { FeedOutage } from '@daybreak/feeds/feed';
import { juneFeeds, juneFixes, testExposure } from '../../../server/tests/knowledge.ts';
import type { Knowledge } from './daybreak.ts';

export interface KnowledgeOptions {
  /** True when the feeds have been read already; else a sync reads them. */
  readonly synced: boolean;
  /** True when every sync finds its publisher unreachable. */
  readonly outage?: boolean;
}

export function juneKnowledge({ synced, outage = false }: KnowledgeOptions): Knowledge {
  const exposure = testExposure();
  let known = synced;
  if (synced) exposure.learn(juneFixes, juneFeeds);
  return {
    exposure,
    feeds: {
      status: () => (known ? juneFeeds : []),
      sync: async (report) => {
        report({ step: 'reading 2024-Jun', done: 1, total: 2 });
        if (outage) throw new FeedOutage('https://feeds.test/', 503, 3, 'https://feeds.test/: 503');
        exposure.learn(juneFixes, juneFeeds);
        known = true;
      },
    },
  };
}

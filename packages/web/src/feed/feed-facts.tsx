import type { FeedStatus } from '@daybreak/protocol/feed';
import { amountText, Day, Mark, useNow } from '../ui/index.ts';
import { feedKinds } from './feed-names.ts';
import { isStale } from './freshness.ts';

/** How old a feed is, where it came from, and how much of it there is. */
export function FeedFacts({ feed }: { readonly feed: FeedStatus }) {
  return (
    <dl className="facts">
      <dt>Newest knowledge</dt>
      <dd>
        <NewestKnowledge feed={feed} />
      </dd>
      <dt>Source</dt>
      <dd>{feed.source}</dd>
      <dt>Read</dt>
      <dd>
        {amountText(feed.documents, 'document')}, {amountText(feed.rows, 'row')}
      </dd>
    </dl>
  );
}

function NewestKnowledge({ feed: { name, asOf } }: { readonly feed: FeedStatus }) {
  const now = useNow();
  if (asOf === null) return <Mark tone="unsure">none</Mark>;
  return (
    <span className="row">
      <Day date={asOf} />
      {feedKinds[name].ongoing && isStale(asOf, now) && <Mark tone="unsure">out of date</Mark>}
    </span>
  );
}

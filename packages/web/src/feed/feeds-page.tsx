import './feeds-page.css';
import { useQuery } from '@tanstack/react-query';
import { Answer, EmptyState, Page } from '../ui/index.ts';
import { CoverageTogether } from './coverage-together.tsx';
import { FeedCard } from './feed-card.tsx';
import { inOrder } from './feed-names.ts';
import { feedsQuery } from './queries.ts';
import { SyncButton } from './sync-button.tsx';

/** What do the feeds know, up to when, and what not? */
export function FeedsPage() {
  const query = useQuery(feedsQuery);
  return (
    <Page title="Feeds">
      <Answer query={query} lines={14}>
        {({ feeds }) => (
          <>
            <div className="panel">
              <SyncButton />
            </div>
            {feeds.length === 0 && (
              <div className="panel">
                <EmptyState title="No feed has been read">
                  <p>Until one has, it is unknown of every host whether it is exposed.</p>
                </EmptyState>
              </div>
            )}
            {feeds.length > 0 && (
              <div className="feed-columns">
                <CoverageTogether feeds={feeds} />
                {inOrder(feeds).map((feed) => (
                  <FeedCard key={feed.name} feed={feed} />
                ))}
              </div>
            )}
          </>
        )}
      </Answer>
    </Page>
  );
}

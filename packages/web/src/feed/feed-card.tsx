import type { FeedStatus } from '@daybreak/protocol/feed';
import { useNow } from '../ui/index.ts';
import { coverageYears } from './coverage.ts';
import { CoverageCalendar } from './coverage-calendar.tsx';
import { CoverageCounts } from './coverage-counts.tsx';
import { FeedDrops } from './feed-drops.tsx';
import { FeedFacts } from './feed-facts.tsx';
import { feedKinds } from './feed-names.ts';
import { PartialMonths } from './partial-months.tsx';

/** One feed: how old, how complete, and what was left out of it. */
export function FeedCard({ feed }: { readonly feed: FeedStatus }) {
  const { title } = feedKinds[feed.name];
  return (
    <section className="panel stack" aria-labelledby={`feed-${feed.name}`}>
      <h2 id={`feed-${feed.name}`}>
        {title} <span className="muted">({feed.name})</span>
      </h2>
      <FeedFacts feed={feed} />
      {feed.months.length > 0 && <Coverage feed={feed} />}
      <PartialMonths months={feed.months} />
      <FeedDrops drops={feed.drops} />
    </section>
  );
}

function Coverage({ feed }: { readonly feed: FeedStatus }) {
  const present = useNow().toISOString().slice(0, 7);
  const { title, ongoing } = feedKinds[feed.name];
  const last =
    feed.months
      .map(({ month }) => month)
      .sort()
      .at(-1) ?? present;
  const years = coverageYears(feed.months, ongoing ? present : last);
  return (
    <>
      <CoverageCounts years={years} />
      <CoverageCalendar feed={title} years={years} />
    </>
  );
}

import type { FeedStatus } from '@daybreak/protocol/feed';
import { Day, Mark, numberText, useNow } from '../ui/index.ts';
import { countCells, coverageYears } from './coverage.ts';
import { CoverageCalendar } from './coverage-calendar.tsx';
import { FeedDrops } from './feed-drops.tsx';
import { feedNames } from './feed-names.ts';
import { isStale } from './freshness.ts';
import { PartialMonths } from './partial-months.tsx';

/** One feed: how old, how complete, and what was left out of it. */
export function FeedCard({ feed }: { readonly feed: FeedStatus }) {
  const now = useNow();
  const years = coverageYears(feed.months, now.toISOString().slice(0, 7));
  const counts = countCells(years);
  return (
    <section className="panel stack" aria-labelledby={`feed-${feed.name}`}>
      <h2 id={`feed-${feed.name}`}>
        {feedNames[feed.name]} <span className="muted">({feed.name})</span>
      </h2>
      <FeedFacts feed={feed} now={now} />
      {feed.months.length > 0 && (
        <>
          <div className="row">
            <Mark tone="verified">{numberText(counts.complete)} months complete</Mark>
            <Mark tone={counts.partial > 0 ? 'unsure' : 'neutral'}>
              {numberText(counts.partial)} partial
            </Mark>
            <Mark tone={counts.missing > 0 ? 'unsure' : 'neutral'}>
              {numberText(counts.missing)} missing
            </Mark>
          </div>
          <CoverageCalendar feed={feedNames[feed.name]} years={years} />
          <PartialMonths months={feed.months} />
        </>
      )}
      <FeedDrops drops={feed.drops} />
    </section>
  );
}

function FeedFacts({ feed, now }: { readonly feed: FeedStatus; readonly now: Date }) {
  const { asOf } = feed;
  return (
    <dl className="facts">
      <dt>Newest knowledge</dt>
      <dd>
        {asOf === null ? (
          <Mark tone="unsure">none</Mark>
        ) : (
          <span className="row">
            <Day date={asOf} />
            {isStale(asOf, now) && <Mark tone="unsure">out of date</Mark>}
          </span>
        )}
      </dd>
      <dt>Source</dt>
      <dd>{feed.source}</dd>
      <dt>Read</dt>
      <dd>
        {numberText(feed.documents)} documents, {numberText(feed.rows)} rows
      </dd>
    </dl>
  );
}

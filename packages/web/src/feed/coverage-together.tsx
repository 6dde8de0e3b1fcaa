import type { FeedStatus } from '@daybreak/protocol/feed';
import { useNow } from '../ui/index.ts';
import { coverageYears, coveredTogether } from './coverage.ts';
import { CoverageCalendar } from './coverage-calendar.tsx';
import { CoverageCounts } from './coverage-counts.tsx';

/** Which months some feed can answer for: what is missing here is missing in every verdict. */
export function CoverageTogether({ feeds }: { readonly feeds: readonly FeedStatus[] }) {
  const now = useNow();
  const months = coveredTogether(feeds.map((feed) => feed.months));
  const years = coverageYears(months, now.toISOString().slice(0, 7));
  return (
    <section className="panel stack" aria-labelledby="together">
      <h2 id="together">All feeds together</h2>
      <p className="muted">
        A month is complete when one feed has all of it. Updates of missing months are not known.
      </p>
      <CoverageCounts years={years} />
      <CoverageCalendar feed="the feeds together" years={years} />
    </section>
  );
}

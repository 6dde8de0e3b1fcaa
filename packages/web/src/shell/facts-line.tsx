import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FeedAge } from '../feed/feed-age.tsx';
import { todayQuery } from '../today/queries.ts';
import { Age, amountText, Mark, useNow } from '../ui/index.ts';

/** On what every number on these screens rests: the time, the fleet, the feeds. */
export function FactsLine() {
  const { data, error } = useQuery(todayQuery);
  return (
    <div className="facts-line">
      <Present />
      {data !== undefined && (
        <>
          <span>
            <Link to="/hosts">{amountText(data.fleet.hosts, 'host')}</Link>, as of{' '}
            <Age at={data.at} />
          </span>
          <FeedAge asOf={data.knowledge.ready ? data.knowledge.asOf : null} />
        </>
      )}
      {error !== null && <Mark tone="unsure">may be out of date: {error.message}</Mark>}
    </div>
  );
}

const shortDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** In two lengths, of which a screen has room for one. */
function Present() {
  const now = useNow(10_000);
  return (
    <time dateTime={now.toISOString()}>
      <span className="facts-line__long">{dayAndTime.format(now)}</span>
      <span className="facts-line__short">{shortDay.format(now)}</span>
    </time>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FeedAge } from '../feed/feed-age.tsx';
import { todayQuery } from '../today/queries.ts';
import { Age, amountText, Mark, useNow } from '../ui/index.ts';

/** On what every number on these screens rests: the time, the feeds, the fleet. */
export function FactsLine() {
  const { data, error } = useQuery(todayQuery);
  return (
    <div className="facts-line">
      <Present />
      {data !== undefined && (
        <>
          <FeedAge asOf={data.knowledge.ready ? data.knowledge.asOf : null} />
          <span>
            <Link to="/hosts">{amountText(data.fleet.hosts, 'host')}</Link>, as of{' '}
            <Age at={data.at} />
          </span>
        </>
      )}
      {error !== null && <Mark tone="unsure">no longer renewed: {error.message}</Mark>}
    </div>
  );
}

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

function Present() {
  const now = useNow(10_000);
  return <time dateTime={now.toISOString()}>{dayAndTime.format(now)}</time>;
}

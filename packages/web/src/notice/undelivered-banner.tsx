import './notifications.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { amountText, Mark } from '../ui/index.ts';
import { channelsQuery } from './queries.ts';

/** Says on every screen when people are not told of deadlines though they should be. */
export function UndeliveredBanner() {
  const { data } = useQuery(channelsQuery);
  if (data === undefined) return null;
  const broken = data.channels.filter(({ givenUp }) => givenUp > 0);
  const { problem } = data.watch;
  if (broken.length === 0 && problem === null) return null;
  const reason =
    problem === null
      ? `Notices were given up on ${amountText(broken.length, 'channel')}: ${broken.map(({ name }) => name).join(', ')}.`
      : 'The deadlines can not be looked at.';
  return (
    <aside className="undelivered-banner" aria-label="Notices that do not arrive">
      <div className="shell__width row">
        <Mark tone="act">Notices of deadlines do not arrive.</Mark>
        <span>
          {reason} <Link to="/settings/notifications">Look at the notifications</Link>
        </span>
      </div>
    </aside>
  );
}

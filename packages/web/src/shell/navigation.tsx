import {
  IconBell,
  IconGavel,
  IconRss,
  IconScale,
  IconServer2,
  IconSunrise,
} from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';

const places = [
  { to: '/', word: 'Today', Icon: IconSunrise },
  { to: '/hosts', word: 'Hosts', Icon: IconServer2 },
  { to: '/directives', word: 'Directives', Icon: IconGavel },
  { to: '/policies', word: 'Rules', Icon: IconScale, also: ['/exceptions', '/approvals'] },
  { to: '/feeds', word: 'Feeds', Icon: IconRss },
  { to: '/settings/notifications', word: 'Notifications', Icon: IconBell, sign: true },
] as const;

export function Navigation() {
  const path = useLocation({ select: ({ pathname }) => pathname });
  return (
    <nav className="shell__nav" aria-label="Screens">
      {places.map(({ to, word, Icon, ...place }) => (
        <Link
          key={to}
          to={to}
          // On a phone its sign has to do, so that all places are in one line.
          className={'sign' in place ? 'shell__sign' : ''}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          // A place with several screens is marked on each of them.
          {...('also' in place && place.also.some((one) => path.startsWith(one))
            ? { 'aria-current': true }
            : {})}
        >
          <Icon size={18} aria-hidden />
          <span>{word}</span>
        </Link>
      ))}
    </nav>
  );
}

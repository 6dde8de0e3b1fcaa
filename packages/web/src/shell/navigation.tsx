import { IconGavel, IconRss, IconServer2, IconSunrise } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

const places = [
  { to: '/', word: 'Today', Icon: IconSunrise },
  { to: '/hosts', word: 'Hosts', Icon: IconServer2 },
  { to: '/directives', word: 'Directives', Icon: IconGavel },
  { to: '/feeds', word: 'Feeds', Icon: IconRss },
] as const;

export function Navigation() {
  return (
    <nav className="shell__nav" aria-label="Screens">
      {places.map(({ to, word, Icon }) => (
        <Link key={to} to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
          <Icon size={18} aria-hidden />
          {word}
        </Link>
      ))}
    </nav>
  );
}

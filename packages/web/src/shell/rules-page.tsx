import './rules-page.css';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../ui/index.ts';

const places = [
  { to: '/policies', word: 'Policies' },
  { to: '/exceptions', word: 'Exceptions' },
  { to: '/approvals', word: 'Approvals' },
] as const;

interface RulesPageProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A screen of what decides who has to patch by when, and what may be installed, with the way to the others. */
export function RulesPage(props: RulesPageProps) {
  return (
    <>
      <nav className="rules-nav" aria-label="Rules">
        {places.map(({ to, word }) => (
          <Link key={to} to={to}>
            {word}
          </Link>
        ))}
      </nav>
      <Page {...props} />
    </>
  );
}

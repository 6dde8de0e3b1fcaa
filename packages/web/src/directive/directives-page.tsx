import './directive.css';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, EmptyState, Page } from '../ui/index.ts';
import { bySoonest } from './by-soonest.ts';
import { DirectiveRow } from './directive-row.tsx';
import { FollowKev } from './follow-kev.tsx';
import { directivesQuery, overviewQuery } from './queries.ts';

/** What are we ordered to do, by when, and do we? */
export function DirectivesPage() {
  const query = useQuery(directivesQuery);
  const overview = useQuery(overviewQuery);
  return (
    <Page title="Directives" actions={<EnterButton />}>
      <Answer query={query} lines={8}>
        {({ directives }) =>
          directives.length === 0 ? (
            <div className="panel">
              <NoDirective />
            </div>
          ) : (
            <ul className="stack" aria-label="Directives">
              {bySoonest(directives, overview.data ?? null, Date.now()).map((one) => (
                <DirectiveRow
                  key={one.id}
                  directive={one}
                  overview={overview.data ?? null}
                  failed={overview.error !== null}
                  onRetry={() => void overview.refetch()}
                />
              ))}
            </ul>
          )
        }
      </Answer>
      <FollowKev />
    </Page>
  );
}

function EnterButton() {
  return (
    <Button
      component={Link}
      to="/directives/new"
      variant="default"
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      Enter a directive
    </Button>
  );
}

function NoDirective() {
  return (
    <EmptyState title="There is no directive yet">
      <p>
        A directive is an authority's order to act by a time: a CISA emergency directive, an entry
        of its catalogue of known exploited vulnerabilities (KEV), or one of your own management.
      </p>
      <p>
        Daybreak keeps its clock and its changes, and shows which hosts comply, with proof for any
        past date.
      </p>
      <p>
        <Link to="/directives/new">Enter a directive</Link>, or follow a KEV entry below.
      </p>
    </EmptyState>
  );
}

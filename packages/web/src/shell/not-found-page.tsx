import { Link } from '@tanstack/react-router';
import { EmptyState, Page } from '../ui/index.ts';

/** For an address that is no screen. */
export function NotFoundPage() {
  return (
    <Page title="Not found">
      <div className="panel">
        <EmptyState title="There is no such page">
          <p>
            The address may be mistyped, or from another version of Daybreak. Start from{' '}
            <Link to="/">Today</Link> or find a host under <Link to="/hosts">Hosts</Link>.
          </p>
        </EmptyState>
      </div>
    </Page>
  );
}

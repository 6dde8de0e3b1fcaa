import { Link } from '@tanstack/react-router';
import { EmptyState } from '../ui/index.ts';

/** Updates are known here as long as some host needs them. */
export function NotNeeded({ update }: { readonly update: string }) {
  return (
    <div className="panel">
      <EmptyState title={`No host is known to need ${update} now`}>
        <p>
          It may be installed everywhere, be replaced by a newer update, be needed only where a part
          is present that inventories do not show, or be unknown to the feeds.
          <br />
          <Link to="/">What to install today</Link>
        </p>
      </EmptyState>
    </div>
  );
}

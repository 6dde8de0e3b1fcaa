import { Link } from '@tanstack/react-router';
import { Page } from '../ui/index.ts';
import { AddHosts } from './add-hosts.tsx';

export function AddHostsPage() {
  return (
    <Page title="Add hosts" actions={<Link to="/hosts">Back to the hosts</Link>}>
      <div className="panel">
        <AddHosts />
      </div>
    </Page>
  );
}

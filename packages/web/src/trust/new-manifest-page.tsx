import './approvals.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RulesPage } from '../shell/rules-page.tsx';
import { Answer, EmptyState } from '../ui/index.ts';
import { ManifestForm } from './manifest-form.tsx';
import { trustQuery } from './queries.ts';

/** What may be installed, and where? */
export function NewManifestPage() {
  const query = useQuery(trustQuery);
  return (
    <RulesPage title="A new manifest" actions={<Link to="/approvals">Approvals</Link>}>
      <Answer query={query} lines={14}>
        {(trust) => (trust.root === null ? <NoRoot /> : <ManifestForm trust={trust} />)}
      </Answer>
    </RulesPage>
  );
}

function NoRoot() {
  return (
    <div className="panel">
      <EmptyState title="Nobody could approve it yet">
        <p>
          <Link to="/approvals">Make the root of trust first</Link>
        </p>
      </EmptyState>
    </div>
  );
}

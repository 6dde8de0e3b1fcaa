import './approvals.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RulesPage } from '../shell/rules-page.tsx';
import { Answer } from '../ui/index.ts';
import { trustQuery } from './queries.ts';
import { RootForm } from './root-form.tsx';

/** Who is to approve from now on? */
export function RootPage() {
  const query = useQuery(trustQuery);
  const isFirst = query.data?.root === null;
  return (
    <RulesPage
      title={isFirst ? 'Make the root of trust' : 'The next root of trust'}
      actions={<Link to="/approvals">Approvals</Link>}
    >
      <Answer query={query} lines={12}>
        {/* What somebody has begun to choose stays, whatever comes in meanwhile. */}
        {(trust) => <RootForm key={trust.root?.version ?? 0} trust={trust} />}
      </Answer>
    </RulesPage>
  );
}

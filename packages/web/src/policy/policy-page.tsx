import './policies.css';
import type { PolicyDetail } from '@daybreak/protocol/policy';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { isProblem } from '../api/index.ts';
import { RulesPage } from '../shell/rules-page.tsx';
import { Answer, EmptyState, Notice } from '../ui/index.ts';
import { PolicyFacts } from './policy-facts.tsx';
import { PolicyRows } from './policy-rows.tsx';
import { PolicyTexts } from './policy-texts.tsx';
import { policyQuery } from './queries.ts';

/** What does this policy say, who goes by it, and how was it before? */
export function PolicyPage({ id }: { readonly id: string }) {
  const query = useQuery(policyQuery(id));
  const missing = isProblem(query.error, 'not-found') && query.data === undefined;
  return (
    <RulesPage
      title={query.data?.policy.title ?? 'Policy'}
      actions={<Link to="/policies">All policies</Link>}
    >
      {missing ? (
        <div className="panel">
          <EmptyState title={`No policy is called ${id}`} />
        </div>
      ) : (
        <Answer query={query} lines={16}>
          {(detail) => <Detail detail={detail} />}
        </Answer>
      )}
    </RulesPage>
  );
}

function Detail({ detail }: { readonly detail: PolicyDetail }) {
  return (
    <>
      {detail.tiers.length === 0 && (
        <Notice tone="act" title="This policy can not be read any more">
          <p>This Daybreak refuses its text. Bring a text that it takes, as its next version.</p>
        </Notice>
      )}
      <PolicyFacts detail={detail} />
      {detail.tiers.length > 0 && <PolicyRows detail={detail} />}
      <PolicyTexts detail={detail} />
    </>
  );
}

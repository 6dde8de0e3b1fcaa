import './policies.css';
import type { PolicyDetail } from '@daybreak/protocol/policy';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RulesPage } from '../shell/rules-page.tsx';
import { Answer } from '../ui/index.ts';
import { PolicyForm } from './policy-form.tsx';
import { PolicyHelp } from './policy-help.tsx';
import { policyText } from './policy-text.ts';
import { policyQuery } from './queries.ts';
import type { StartSearch } from './search.ts';

/** Where a policy of one's own, or its next version, is brought in. */
export function NewPolicyPage({ start }: { readonly start: StartSearch }) {
  const { from, version } = start;
  return (
    <RulesPage title="A policy of your own" actions={<Link to="/policies">All policies</Link>}>
      {from === undefined ? (
        <PolicyForm file="" text="" />
      ) : (
        <BegunWith key={`${from} ${version}`} from={from} version={version ?? null} />
      )}
      <PolicyHelp />
    </RulesPage>
  );
}

interface BegunWithProps {
  readonly from: string;
  /** Null for the newest, and for those that come with Daybreak. */
  readonly version: number | null;
}

function BegunWith({ from, version }: BegunWithProps) {
  const query = useQuery(policyQuery(from));
  return (
    <Answer query={query} lines={20}>
      {(detail) => <PolicyForm {...startOf(detail, version)} />}
    </Answer>
  );
}

function startOf(detail: PolicyDetail, version: number | null) {
  const { policy, versions } = detail;
  const found = versions.find((one) => one.version === version) ?? versions[0];
  if (found !== undefined) return { file: found.file, text: found.text };
  return { file: `own-${policy.id}.yaml`, text: policyText(detail) };
}

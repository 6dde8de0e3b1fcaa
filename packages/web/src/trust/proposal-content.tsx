import type { ProposalSummary, TrustView } from '@daybreak/protocol/trust';
import { useQuery } from '@tanstack/react-query';
import { Answer } from '../ui/index.ts';
import { ManifestChanges } from './manifest-changes.tsx';
import { type ProposalText, rootIn } from './proposal-text.ts';
import { proposalQuery } from './queries.ts';

interface ProposalContentProps {
  readonly proposal: ProposalSummary;
  readonly trust: TrustView;
}

/** What would be another once it is signed. */
export function ProposalContent({ proposal, trust }: ProposalContentProps) {
  const query = useQuery(proposalQuery(proposal.id));
  return (
    <Answer query={query} lines={3}>
      {(text) =>
        proposal.what === 'root' ? (
          <RootContent text={text} trust={trust} />
        ) : (
          <ManifestChanges text={text} approved={trust.manifests} />
        )
      }
    </Answer>
  );
}

interface ContentProps {
  readonly text: ProposalText;
  readonly trust: TrustView;
}

function RootContent({ text, trust }: ContentProps) {
  const root = rootIn(text);
  if (root === null) return null;
  const isAnother = trust.root !== null && trust.root.serverKey !== root.serverKey;
  return (
    <p>
      {root.threshold} of {root.approvers.length} approvers would have to sign from then on:{' '}
      {root.approvers.join(', ')}.{isAnother && ' The server gets another key.'}
    </p>
  );
}

import type { ProposalSummary, TrustView } from '@daybreak/protocol/trust';
import { useQuery } from '@tanstack/react-query';
import { Answer } from '../ui/index.ts';
import { ManifestFacts } from './manifest-facts.tsx';
import { changeIn, type ProposalText, rootIn } from './proposal-text.ts';
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
          <ManifestContent text={text} trust={trust} />
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

function ManifestContent({ text, trust }: ContentProps) {
  const { add, remove } = changeIn(text, trust.manifests);
  const known = new Set(trust.manifests.map(({ path }) => path));
  return (
    <>
      {add.length === 0 && remove.length === 0 && (
        <p>What is approved stays as it is, with new signatures.</p>
      )}
      <ul className="stack">
        {add.map(({ path, manifest }) => (
          <li key={path} className="stack">
            <p>
              {known.has(path) ? 'Replaces' : 'Adds'} <code>{path}</code>:{' '}
              <strong>{manifest.title}</strong>
            </p>
            <ManifestFacts manifest={manifest} />
          </li>
        ))}
        {remove.map((path) => (
          <li key={path}>
            Takes away <code>{path}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

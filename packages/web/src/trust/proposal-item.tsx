import type { ProposalSummary, TrustView } from '@daybreak/protocol/trust';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CopyCommand } from '../enrolment/copy-command.tsx';
import { Age, AskOnce, Mark } from '../ui/index.ts';
import { HandIn } from './hand-in.tsx';
import { ProposalContent } from './proposal-content.tsx';
import { proposalPath, trustQuery, withdrawProposal } from './queries.ts';
import { neededText, proposalFile, whatText } from './waiting-text.ts';

interface ProposalItemProps {
  readonly proposal: ProposalSummary;
  readonly trust: TrustView;
  /** Told in words what was done, and whether the proposal has gone with it. */
  readonly onTold: (words: string, isGone: boolean) => void;
}

/** One thing to be signed: what it changes, who has signed, and how the others do. */
export function ProposalItem({ proposal, trust, onTold }: ProposalItemProps) {
  const { id, madeBy, madeAt, signatories } = proposal;
  const file = proposalFile(proposal);
  return (
    <article className="proposal stack" id={`proposal-${id}`} aria-labelledby={`title-${id}`}>
      <h3 id={`title-${id}`} className="proposal__title">
        {whatText(proposal)}
      </h3>
      <p>
        <Mark tone="unsure">{neededText(proposal)}</Mark>
      </p>
      <dl className="facts">
        <dt>Proposed</dt>
        <dd>
          by {madeBy}, <Age at={madeAt} />
        </dd>
        <dt>Signatures</dt>
        <dd className="row">
          {signatories.map(({ keyId, name, hasSigned }) => (
            <Mark key={keyId} tone={hasSigned ? 'verified' : 'neutral'}>
              {name} {hasSigned ? 'has signed' : 'has not'}
            </Mark>
          ))}
        </dd>
      </dl>
      <ProposalContent proposal={proposal} trust={trust} />
      <ol className="approval-steps">
        <li>
          <h4>1. Give an approver the file</h4>
          <div>
            <Button
              component="a"
              href={proposalPath(id)}
              download={file}
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              Download {file}
            </Button>
          </div>
        </li>
        <li>
          <h4>2. The approver reads and signs it, where the key is</h4>
          <div className="stack">
            <CopyCommand command={`daybreak approve ${file} --key NAME.key`} />
          </div>
        </li>
        <li>
          <h4>3. Hand the signed file in</h4>
          <HandIn proposal={proposal} onTold={onTold} />
        </li>
      </ol>
      <Withdraw proposal={proposal} onTold={onTold} />
    </article>
  );
}

function Withdraw({ proposal, onTold }: Omit<ProposalItemProps, 'trust'>) {
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => withdrawProposal(proposal.id),
    onSuccess: () => onTold(`Withdrawn: ${whatText(proposal)}.`, true),
    // It may count by now: then the list is what tells.
    onSettled: () => client.invalidateQueries({ queryKey: trustQuery.queryKey }),
  });
  return (
    <AskOnce verb="Withdraw" what={whatText(proposal)} act={withdraw}>
      Nothing of it counts then, and its signatures are of no use any more.
    </AskOnce>
  );
}

import type { TrustView } from '@daybreak/protocol/trust';
import { useRef, useState } from 'react';
import { ProposalItem } from './proposal-item.tsx';

/** What approvers have still to sign. */
export function Proposals({ trust }: { readonly trust: TrustView }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [told, setTold] = useState('');
  const tell = (words: string, isGone: boolean) => {
    setTold(words);
    // What had the focus goes away with it.
    if (isGone) heading.current?.focus();
  };
  if (trust.proposals.length === 0 && told === '') return null;
  return (
    <section className="panel stack" aria-labelledby="proposals">
      <h2 id="proposals" ref={heading} tabIndex={-1}>
        Before approvers{trust.proposals.length === 0 && ': nothing'}
      </h2>
      <p role="status">{told}</p>
      {trust.proposals.map((proposal) => (
        <ProposalItem key={proposal.id} proposal={proposal} trust={trust} onTold={tell} />
      ))}
    </section>
  );
}

import type { EnrolmentToken } from '@daybreak/protocol/enrolment';
import { useRef } from 'react';
import { Age, amountText } from '../ui/index.ts';
import { groupText } from './group-text.ts';
import { RevokeToken } from './revoke-token.tsx';
import { Until } from './until.tsx';

interface TokenListProps {
  readonly tokens: readonly EnrolmentToken[];
  /** Id of the one whose command is shown; null when none is. */
  readonly shown: string | null;
}

/** The commands that work: for which group, until when, and how often hosts have come. */
export function TokenList({ tokens, shown }: TokenListProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section className="stack" aria-labelledby="working-commands">
      <h3 id="working-commands" ref={heading} tabIndex={-1}>
        Commands that work now
      </h3>
      {tokens.length === 0 && (
        <p className="muted">None. Hosts come in by a command only after you have made one.</p>
      )}
      <ul className="stack">
        {tokens.map((token) => (
          <li key={token.id} className="enrolment-token stack">
            <TokenFacts token={token} shown={token.id === shown} />
            <RevokeToken
              id={token.id}
              group={token.group}
              // What had the focus goes away with it.
              onRevoked={() => heading.current?.focus()}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface TokenFactsProps {
  readonly token: EnrolmentToken;
  readonly shown: boolean;
}

function TokenFacts({ token, shown }: TokenFactsProps) {
  const { group, createdBy, createdAt, expiresAt, uses, lastUsedAt } = token;
  return (
    <dl className="facts">
      <dt>For</dt>
      <dd>
        {groupText(group)}
        {shown && ' (the command above)'}
      </dd>
      <dt>Made</dt>
      <dd>
        by {createdBy}, <Age at={createdAt} />
      </dd>
      <dt>Works until</dt>
      <dd>
        <Until at={expiresAt} />
      </dd>
      <dt>Received</dt>
      <dd>
        {uses === 0 ? 'nothing yet' : amountText(uses, 'inventory', 'inventories')}
        {lastUsedAt !== null && (
          <>
            , the last one <Age at={lastUsedAt} />
          </>
        )}
      </dd>
    </dl>
  );
}

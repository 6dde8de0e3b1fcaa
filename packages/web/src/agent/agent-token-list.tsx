import type { AgentTokens } from '@daybreak/protocol/agent';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { groupText } from '../enrolment/group-text.ts';
import { Until } from '../enrolment/until.tsx';
import { AskOnce, amountText } from '../ui/index.ts';
import { agentTokensQuery, revokeAgentTokens } from './queries.ts';
import { type TokenGroup, tokensByGroup } from './tokens-by-group.ts';

/** Tokens that nobody has used yet, by whom they are for. */
export function AgentTokenList({ tokens }: AgentTokens) {
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section className="stack" aria-labelledby="unused-tokens">
      <h3 id="unused-tokens" ref={heading} tabIndex={-1}>
        Unused: {amountText(tokens.length, 'token')}
      </h3>
      <ul className="stack">
        {tokensByGroup(tokens).map((group) => (
          <li key={`${group.host ?? ''} ${group.group}`} className="stack agent-token">
            <p>
              {amountText(group.ids.length, 'token')} for {group.host ?? groupText(group.group)},
              until <Until at={group.expiresAt} />
            </p>
            {/* What had the focus goes away with it. */}
            <Revoke group={group} onRevoked={() => heading.current?.focus()} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RevokeProps {
  readonly group: TokenGroup;
  readonly onRevoked: () => void;
}

function Revoke({ group: { ids, host, group }, onRevoked }: RevokeProps) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeAgentTokens(ids),
    onSuccess: onRevoked,
    // One may have been used meanwhile: then the list is what tells.
    onSettled: () => client.invalidateQueries({ queryKey: agentTokensQuery.queryKey }),
  });
  const what = `${amountText(ids.length, 'token')} for ${host ?? groupText(group)}`;
  return (
    <AskOnce verb="Revoke" what={what} act={revoke} yes="Revoke" no="Keep">
      No host can join with {ids.length === 1 ? 'it' : 'them'} any more. Hosts that have joined
      stay.
    </AskOnce>
  );
}

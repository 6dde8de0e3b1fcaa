import './agent.css';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { trustQuery } from '../trust/queries.ts';
import { Answer, Notice, ProblemNotice } from '../ui/index.ts';
import { AgentTokenList } from './agent-token-list.tsx';
import { MadeTokens } from './made-tokens.tsx';
import { agentTokensQuery, makeAgentTokens } from './queries.ts';

/** Lets hosts join for good: makes tokens, each for one host of this group. */
export function EnrolAgents({ group }: { readonly group: string }) {
  const client = useQueryClient();
  const query = useQuery(agentTokensQuery);
  const [count, setCount] = useState('1');
  const make = useMutation({
    mutationFn: () => makeAgentTokens({ group, count: Number(count) }),
    onSuccess: () => client.invalidateQueries({ queryKey: agentTokensQuery.queryKey }),
  });
  return (
    <div className="stack">
      <h2>Hosts that join with an agent</h2>
      <p>
        An agent reports how its host is, and installs what approvers have signed and somebody has
        ordered. Nothing else can be asked of it. It is for Debian; for Windows it is not yet run on
        real Windows.
      </p>
      <NobodyApproves />
      <p>
        Bring the agent onto the host first: <code>npm run build:agent</code> makes its .deb and its
        one file, where the source of Daybreak is. Then run the command below there, once, as root
        or administrator, and start it: <code>systemctl start daybreak-agent</code> with the .deb;
        otherwise let <code>daybreak-agent run</code> be started with the host.
      </p>
      <form
        className="agent-tokens-form"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <TextInput
          type="number"
          label="How many hosts"
          description="Each gets a token of its own."
          min={1}
          max={1000}
          required
          value={count}
          onChange={(event) => setCount(event.currentTarget.value)}
        />
        <Button type="submit" loading={make.isPending}>
          {count === '1' ? 'Make a token' : 'Make tokens'}
        </Button>
      </form>
      {make.error !== null && <ProblemNotice error={make.error} />}
      <div role="status" className="stack">
        {make.data !== undefined && <MadeTokens made={make.data} host={null} />}
      </div>
      <Answer query={query} lines={3}>
        {({ tokens }) => <AgentTokenList tokens={tokens} />}
      </Answer>
    </div>
  );
}

/** Said before somebody wonders why nothing is installed. */
function NobodyApproves() {
  const { data } = useQuery(trustQuery);
  if (data === undefined || data.root !== null) return null;
  return (
    <Notice tone="unsure" title="There are no approvers yet">
      <p>
        Hosts that join now report, and install nothing until approvers exist and these hosts are
        enrolled again. <Link to="/approvals">Make the root of trust first</Link>
      </p>
    </Notice>
  );
}

import type { HostSummary } from '@daybreak/protocol/host';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { AskOnce, ProblemNotice } from '../ui/index.ts';
import type { Agent } from './agent-state.tsx';
import { MadeTokens } from './made-tokens.tsx';
import { hostAgentQuery, makeAgentTokens, revokeAgent } from './queries.ts';

interface AgentActionsProps {
  readonly agent: Agent;
  readonly host: HostSummary;
}

/** Lets this host, and no other, join again; and shuts its agent out. */
export function AgentActions({ agent, host }: AgentActionsProps) {
  const again = useMutation({ mutationFn: () => makeAgentTokens({ host: host.id }) });
  return (
    <>
      <div className="row">
        <Button
          size="compact-sm"
          variant="default"
          loading={again.isPending}
          onClick={() => again.mutate()}
        >
          Enrol this host again
        </Button>
        {agent.revokedAt === null && <Revoke host={host} />}
      </div>
      {again.error !== null && <ProblemNotice error={again.error} />}
      <div role="status" className="stack">
        {again.data !== undefined && <MadeTokens made={again.data} host={host.name} />}
      </div>
    </>
  );
}

function Revoke({ host }: Pick<AgentActionsProps, 'host'>) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeAgent(host.id),
    onSettled: () => client.invalidateQueries({ queryKey: hostAgentQuery(host.id).queryKey }),
  });
  return (
    <AskOnce verb="Revoke" what={`the agent of ${host.name}`} act={revoke}>
      It is heard no more, and gets no order, until the host is enrolled again.
    </AskOnce>
  );
}

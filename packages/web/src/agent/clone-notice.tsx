import type { HostSummary } from '@daybreak/protocol/host';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Age, AskOnce, Notice } from '../ui/index.ts';
import type { Agent } from './agent-state.tsx';
import { hostAgentQuery, settleClone } from './queries.ts';

interface CloneNoticeProps {
  readonly clone: NonNullable<Agent['clone']>;
  readonly host: HostSummary;
}

/** Two machines with one key: what that means, and the two ways out. */
export function CloneNotice({ clone, host }: CloneNoticeProps) {
  const client = useQueryClient();
  const settle = useMutation({
    mutationFn: () => settleClone(host.id),
    onSettled: () => client.invalidateQueries({ queryKey: hostAgentQuery(host.id).queryKey }),
  });
  return (
    <Notice tone="act" title="Two machines have the key of this host">
      <div className="stack">
        <p>
          Noticed <Age at={clone.noticedAt} />: {clone.why.replace(/\.?$/, '.')} Neither is heard,
          nor gets an order, until you have looked.
        </p>
        <p>
          Was its disk copied, or the host put back to an earlier state? If both machines run, stop
          one of them, and enrol it again as another host. If you know neither, revoke the agent:
          somebody may have taken the key.
        </p>
        <AskOnce
          verb="Settle"
          what="that only one machine has the key"
          act={settle}
          yes="Only one runs now"
          no="Not yet"
        >
          The host goes on with the next start of its agent.
        </AskOnce>
      </div>
    </Notice>
  );
}

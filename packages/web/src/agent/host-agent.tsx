import './agent.css';
import type { HostAgent as Agent } from '@daybreak/protocol/agent';
import type { HostDetail } from '@daybreak/protocol/host';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Answer, Mark } from '../ui/index.ts';
import { AgentState } from './agent-state.tsx';
import { CandidateTable } from './candidate-table.tsx';
import { OrderList } from './order-list.tsx';
import { hostAgentQuery } from './queries.ts';
import { WatchState } from './watch-state.tsx';

/** A host's agent: is it there, what does it believe, what could it do, what has it done? */
export function HostAgent({ detail }: { readonly detail: HostDetail }) {
  const query = useQuery(hostAgentQuery(detail.host.id));
  return (
    <Answer query={query} lines={5}>
      {(known) => <Known known={known} detail={detail} />}
    </Answer>
  );
}

function Known({ known, detail }: { readonly known: Agent; readonly detail: HostDetail }) {
  if (known.agent === null && known.orders.length === 0) {
    return (
      <section className="panel" aria-label="Agent">
        <p>
          <Mark tone="neutral">no agent</Mark>: nothing can be installed on it from here.{' '}
          <Link to="/hosts/add">Add one</Link>
        </p>
      </section>
    );
  }
  return (
    <>
      {known.agent !== null && <AgentState agent={known.agent} host={detail.host} />}
      {known.agent !== null && <WatchState agent={known.agent} />}
      {known.agent !== null && <CandidateTable candidates={known.agent.candidates} />}
      <OrderList known={known} detail={detail} />
    </>
  );
}

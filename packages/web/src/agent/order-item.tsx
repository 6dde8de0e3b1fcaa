import type { ShownOrder } from '@daybreak/protocol/agent';
import type { HostSummary } from '@daybreak/protocol/host';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Until } from '../enrolment/until.tsx';
import { Age, AskOnce, Mark } from '../ui/index.ts';
import { wantedText, wordsOfOrder } from './agent-words.ts';
import { OrderEvidence } from './order-evidence.tsx';
import { OrderOutcome } from './order-outcome.tsx';
import { cancelOrder, hostAgentQuery } from './queries.ts';

interface OrderItemProps {
  readonly order: ShownOrder;
  readonly host: HostSummary;
}

/** One order: what, since when, how far, and how it ended. */
export function OrderItem({ order, host }: OrderItemProps) {
  const { tone, words } = wordsOfOrder(order);
  return (
    <li className="stack">
      <p className="row">
        <strong>{wantedText(order)}</strong>
        <code>{order.manifest}</code>
        <Mark tone={tone}>{words}</Mark>
      </p>
      <p>
        Placed by {order.placedBy}, <Age at={order.placedAt} />
        {order.begunAt !== null && (
          <>
            ; begun <Age at={order.begunAt} />
          </>
        )}
        {order.endedAt !== null && (
          <>
            ; ended <Age at={order.endedAt} />
          </>
        )}
        {order.cancelledAt !== null && (
          <>
            ; cancelled by {order.cancelledBy}, <Age at={order.cancelledAt} />
          </>
        )}
      </p>
      <Lease order={order} />
      {order.state === 'begun' && order.progress !== null && <Progress progress={order.progress} />}
      {order.outcome !== null && <OrderOutcome order={order} outcome={order.outcome} />}
      <OrderEvidence order={order} host={host} />
      {['waiting', 'granted', 'lapsed'].includes(order.state) && (
        <Cancel order={order} host={host} />
      )}
    </li>
  );
}

function Lease({ order: { state, leaseUntil } }: Pick<OrderItemProps, 'order'>) {
  if (leaseUntil === null || state === 'begun' || state === 'ended' || state === 'cancelled') {
    return null;
  }
  return (
    <p>
      {state === 'lapsed' ? 'It could begin until ' : 'It may begin until '}
      <Until at={leaseUntil} />
      {state === 'lapsed' && '; it is handed over again when the host asks'}
    </p>
  );
}

function Progress({ progress }: { readonly progress: NonNullable<ShownOrder['progress']> }) {
  const { step, percent, at } = progress;
  return (
    <p className="row">
      {percent !== null && <progress aria-label={step} value={percent} max={100} />}
      <span>
        {step}
        {percent !== null && `, ${Math.floor(percent)} %`}, as of <Age at={at} />
      </span>
    </p>
  );
}

function Cancel({ order, host }: OrderItemProps) {
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelOrder(host.id, order.id),
    onSettled: () => client.invalidateQueries({ queryKey: hostAgentQuery(host.id).queryKey }),
  });
  return (
    <AskOnce
      verb="Cancel"
      what={`the order ${order.manifest}`}
      act={cancel}
      yes="Cancel the order"
      no="Leave it"
    >
      If the host has begun meanwhile, it goes on.
    </AskOnce>
  );
}

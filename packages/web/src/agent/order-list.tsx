import type { HostAgent } from '@daybreak/protocol/agent';
import type { HostDetail } from '@daybreak/protocol/host';
import { numberText } from '../ui/index.ts';
import { OrderItem } from './order-item.tsx';
import { PlaceOrder } from './place-order.tsx';

interface OrderListProps {
  readonly known: HostAgent;
  readonly detail: HostDetail;
}

/** What was asked of the host, and what became of it; the newest first. */
export function OrderList({ known, detail }: OrderListProps) {
  const { agent, orders } = known;
  return (
    <section className="panel stack" aria-labelledby="orders">
      <h2 id="orders">Orders: {orders.length === 0 ? 'none' : numberText(orders.length)}</h2>
      {agent !== null && agent.revokedAt === null && <PlaceOrder detail={detail} known={known} />}
      <ol className="orders">
        {orders.map((order) => (
          <OrderItem key={order.id} order={order} host={detail.host} />
        ))}
      </ol>
    </section>
  );
}

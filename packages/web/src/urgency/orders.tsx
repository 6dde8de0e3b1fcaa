import type { OrderInForce } from '@daybreak/protocol/urgency';
import { Age } from '../ui/index.ts';

const actions: Readonly<Record<OrderInForce['demands'][number]['action'], string>> = {
  patch: 'install the update',
  mitigate: 'mitigate',
  disconnect: 'disconnect',
  'collect-evidence': 'collect evidence',
};

/** What directives want of these hosts, and by when. */
export function Orders({ orders }: { readonly orders: readonly OrderInForce[] }) {
  if (orders.length === 0) return null;
  return (
    <ul>
      {orders.map((order) => (
        <li key={order.directive}>
          <strong>
            {order.authority}: {order.title}
          </strong>{' '}
          {order.standing === 'exempt' ? `tells these hosts to wait: ${order.why}` : 'wants: '}
          {order.demands.map(({ action, due }, at) => (
            <span key={action}>
              {at > 0 && '; '}
              {actions[action]} {due === null ? 'at once' : <Age at={due} />}
            </span>
          ))}
          {order.standing === 'unknown' && <span className="muted"> ({order.why})</span>}
        </li>
      ))}
    </ul>
  );
}

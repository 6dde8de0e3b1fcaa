import type { NoticeDelivery } from '@daybreak/protocol/notice';
import { Age, amountText, Mark, numberText } from '../ui/index.ts';
import { RetryDelivery } from './retry-delivery.tsx';

export function DeliveryTable({ deliveries }: { readonly deliveries: readonly NoticeDelivery[] }) {
  return (
    <table className="table cards">
      <thead>
        <tr>
          <th scope="col">Channel</th>
          <th scope="col">State</th>
          <th scope="col">What</th>
          <th scope="col">Written</th>
          <th scope="col" className="number">
            Attempts
          </th>
          <th scope="col">Error</th>
          <th scope="col">Next</th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </tbody>
    </table>
  );
}

function DeliveryRow({ delivery }: { readonly delivery: NoticeDelivery }) {
  const { channel, channelRemoved, createdAt, attempts, error } = delivery;
  return (
    <tr>
      <th scope="row">
        {channel}
        {channelRemoved && <span className="muted"> (removed)</span>}
      </th>
      <td>
        <DeliveryState delivery={delivery} />
      </td>
      <td>{whatText(delivery)}</td>
      <td data-label="Written">
        <Age at={createdAt} focusable={false} />
      </td>
      <td className="number" data-label="Attempts">
        {numberText(attempts)}
      </td>
      <td className="delivery-error" data-label="Error">
        {error ?? <span className="muted">none</span>}
      </td>
      <td data-label="Next">
        <NextAttempt delivery={delivery} />
      </td>
    </tr>
  );
}

function DeliveryState({
  delivery: { state, test, outage },
}: {
  readonly delivery: NoticeDelivery;
}) {
  if (state === 'sent') return <Mark tone="verified">sent</Mark>;
  if (state === 'queued') return <Mark tone="neutral">queued</Mark>;
  if (test) return <Mark tone="act">test failed</Mark>;
  if (state === 'given-up') return <Mark tone="act">given up</Mark>;
  return <Mark tone="unsure">{outage ? 'no answer' : 'refused'}</Mark>;
}

function whatText({ test, notices, updates }: NoticeDelivery): string {
  if (test) return 'Test';
  const more = notices > updates.length ? ' …' : '';
  return `${amountText(notices, 'notice')}: ${updates.join(', ')}${more}`;
}

function NextAttempt({ delivery }: { readonly delivery: NoticeDelivery }) {
  const { nextAt, test, state, channelRemoved } = delivery;
  const canRetry = !test && !channelRemoved && state !== 'sent';
  if (nextAt === null && !canRetry) return <span className="muted">nothing to do</span>;
  return (
    <div className="row">
      {nextAt !== null && <Age at={nextAt} focusable={false} />}
      {canRetry && <RetryDelivery delivery={delivery} />}
    </div>
  );
}

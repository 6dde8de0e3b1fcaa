import type { NewOrder } from '@daybreak/protocol/agent';
import type { HostSummary } from '@daybreak/protocol/host';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { AskOnce, Mark } from '../ui/index.ts';
import { evidenceWishText, wantedText } from './agent-words.ts';
import { EvidenceDemands } from './evidence-demands.tsx';
import { hostAgentQuery, placeOrder } from './queries.ts';

interface OrderQuestionProps {
  readonly order: Pick<NewOrder, 'action' | 'manifest' | 'packages' | 'updates' | 'evidence'>;
  readonly host: HostSummary;
  readonly isHalted: boolean;
  /** Why the host would not do it now; null where nothing is known. */
  readonly hindrance: string | null;
  /** Why there is nothing to order, where there is not. */
  readonly nothing: string;
}

/** Asks once more, in words, and places the order. */
export function OrderQuestion(props: OrderQuestionProps) {
  const { order, host, isHalted, hindrance, nothing } = props;
  const client = useQueryClient();
  const place = useMutation({
    mutationFn: (wanted: OrderQuestionProps['order']) => placeOrder(host.id, wanted),
    onSuccess: () => client.invalidateQueries({ queryKey: hostAgentQuery(host.id).queryKey }),
  });
  return (
    <>
      {hindrance !== null && (
        <p>
          <Mark tone="unsure">{hindrance}</Mark>
        </p>
      )}
      {order.packages.length + order.updates.length === 0 ? (
        <p>
          <Mark tone="neutral">{nothing}</Mark>
        </p>
      ) : (
        <AskOnce
          // Asked anew for each order.
          key={`${JSON.stringify(order)} ${place.data?.id ?? ''}`}
          verb="Place the order"
          what={`on ${host.name}`}
          act={{ ...place, mutate: () => place.mutate(order) }}
          yes="Place the order"
          no="Do not"
        >
          {wantedText(order)} on {host.name}.
          {isHalted && ' Everything is halted: it begins only once the halt ends.'}
        </AskOnce>
      )}
      <div role="status" className="stack">
        {place.isSuccess && (
          <>
            <p>The order is placed: {wantedText(place.variables)}.</p>
            {place.data.evidence !== 'none' && <p>{evidenceWishText(place.data.evidence)}</p>}
            <EvidenceDemands {...place.data} />
          </>
        )}
      </div>
    </>
  );
}

import type { EvidenceDemand, PlacedOrder } from '@daybreak/protocol/agent';
import { amountText } from '../ui/index.ts';

const shownMax = 3;

/** Who wants an order's evidence, whoever placed it; nothing where nobody else does. */
export function EvidenceDemands({ evidenceDemands }: Pick<PlacedOrder, 'evidenceDemands'>) {
  const more = evidenceDemands.length - shownMax;
  if (evidenceDemands.length === 0) return null;
  return (
    <ul className="order-reasons">
      {evidenceDemands.slice(0, shownMax).map((demand) => (
        <li key={JSON.stringify(demand)}>{demandText(demand)}</li>
      ))}
      {more > 0 && <li>and {amountText(more, 'more demand')} of this kind</li>}
    </ul>
  );
}

function demandText(demand: EvidenceDemand): string {
  if (demand.by === 'directive') {
    return `Ordered for ${demand.of} by ${demand.authority}: ${demand.title}`;
  }
  const { of, policy, tier, advisory } = demand;
  if (advisory !== null) return `Policy ${policy} wants it: ${of} closes ${advisory}, in “${tier}”`;
  return `Policy ${policy} wants it: what ${of} closes is not known, and may be in “${tier}”`;
}

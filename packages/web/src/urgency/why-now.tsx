import type { HostsDeadline } from '@daybreak/protocol/urgency';
import { Link } from '@tanstack/react-router';
import { useNow } from '../ui/index.ts';
import { dateText } from '../ui/time-text.ts';
import { clockDay, isOver } from './order-time.ts';
import { decidingReasons, reasonWord } from './reason-words.ts';

type Facts = Pick<
  HostsDeadline,
  'reasons' | 'orders' | 'tier' | 'evidenceFirst' | 'advisory' | 'from'
>;

/** Why now, in a line: directives, what made the tier, and what of that is only assumed. */
export function WhyNow({ deadline }: { readonly deadline: Facts }) {
  const { orders, tier, evidenceFirst, advisory, from } = deadline;
  const now = useNow();
  const asked = orders.filter(({ standing }) => standing !== 'exempt');
  return (
    <span className="row">
      <strong>{tier}</strong>
      {evidenceFirst && <span className="tag tag--act">evidence first</span>}
      {asked.map((order) => (
        <Link
          key={order.directive}
          to="/directives/$id"
          params={{ id: order.directive }}
          className={`tag tag--${isOver(order, now) ? 'act' : 'neutral'}`}
        >
          {order.authority}: {order.title}
        </Link>
      ))}
      {decidingReasons(deadline).map((reason) => (
        <ReasonTag key={reason.input} reason={reason} />
      ))}
      {advisory !== null && (
        <span className="muted">
          decided by <span className="nowrap">{advisory}</span>
          {from !== null && `, whose clock runs since ${dateText(clockDay(from))}`}
        </span>
      )}
    </span>
  );
}

function ReasonTag({ reason }: { readonly reason: HostsDeadline['reasons'][number] }) {
  const word = reasonWord(reason);
  if (reason.assumed) {
    return <span className="tag tag--unsure">{`${word}? not known`}</span>;
  }
  return <span className="tag tag--neutral">{word}</span>;
}

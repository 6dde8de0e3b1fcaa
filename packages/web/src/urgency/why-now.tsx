import type { HostsDeadline } from '@daybreak/protocol/urgency';
import { Link } from '@tanstack/react-router';
import { decidingReasons, reasonWord } from './reason-words.ts';

type Facts = Pick<HostsDeadline, 'reasons' | 'orders' | 'tier' | 'evidenceFirst'>;

/** Why now, in a line: directives, what made the tier, and what of that is only assumed. */
export function WhyNow({ deadline }: { readonly deadline: Facts }) {
  const { orders, tier, evidenceFirst } = deadline;
  const asked = orders.filter(({ standing }) => standing !== 'exempt');
  return (
    <span className="row">
      <strong>{tier}</strong>
      {evidenceFirst && <span className="tag tag--act">evidence first</span>}
      {asked.map(({ directive, authority, title }) => (
        <Link
          key={directive}
          to="/directives/$id"
          params={{ id: directive }}
          className="tag tag--act"
        >
          {authority}: {title}
        </Link>
      ))}
      {decidingReasons(deadline).map((reason) => (
        <ReasonTag key={reason.input} reason={reason} />
      ))}
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

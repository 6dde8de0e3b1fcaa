import './deadline-list.css';
import type { HostsDeadline } from '@daybreak/protocol/urgency';
import { amountText, EmptyState } from '../ui/index.ts';
import { Alternatives } from './alternatives.tsx';
import { Due } from './due.tsx';
import { FactsInWords } from './facts-in-words.tsx';
import { Orders } from './orders.tsx';
import { ReasonTable } from './reason-table.tsx';
import { WhyNow } from './why-now.tsx';

/** Why now: each deadline that hosts have for an update, with what it rests on. */
export function DeadlineList({ deadlines }: { readonly deadlines: readonly HostsDeadline[] }) {
  return (
    <section className="panel" aria-labelledby="why-now">
      <h2 id="why-now">Why now</h2>
      {deadlines.length === 0 ? (
        <EmptyState title="No deadline">
          <p>No host is known to need this update.</p>
        </EmptyState>
      ) : (
        <ol>
          {deadlines.map((deadline) => (
            <li className="deadline stack" key={keyOf(deadline)}>
              <Deadline deadline={deadline} isOnly={deadlines.length === 1} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function keyOf({ policy, facts, due, state, advisory }: HostsDeadline): string {
  return JSON.stringify([policy.id, facts, due, state, advisory]);
}

interface DeadlineProps {
  readonly deadline: HostsDeadline;
  readonly isOnly: boolean;
}

function Deadline({ deadline, isOnly }: DeadlineProps) {
  const { hosts, until, advisory, policy } = deadline;
  return (
    <>
      <div>
        <p className="row deadline__due">
          <Due {...deadline} />
          <span>
            {amountText(hosts, 'host')}
            {!isOnly && ': '}
            {!isOnly && <FactsInWords facts={deadline.facts} />}
          </span>
        </p>
        <WhyNow deadline={deadline} />
        {until !== null && <p>{until.reason}</p>}
      </div>
      <Orders orders={deadline.orders} />
      {advisory !== null && (
        <details>
          <summary>
            {advisory} decides, under {policy.title}: what is known of it, and who says so
          </summary>
          <ReasonTable reasons={deadline.reasons} />
        </details>
      )}
      <Alternatives alternatives={deadline.alternatives} />
    </>
  );
}

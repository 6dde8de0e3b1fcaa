import type { ShownOrder } from '@daybreak/protocol/agent';
import { CopyCommand } from '../enrolment/copy-command.tsx';
import { amountText, Mark } from '../ui/index.ts';
import { ProbeResults } from './probe-results.tsx';

type Outcome = NonNullable<ShownOrder['outcome']>;

interface OrderOutcomeProps {
  readonly order: ShownOrder;
  readonly outcome: Outcome;
}

/** How an order ended, by the host's own inventory, what the host saw, and the package manager's own log. */
export function OrderOutcome({ order, outcome }: OrderOutcomeProps) {
  const { reasons, halfDone, changed, log } = outcome;
  return (
    <>
      {reasons.length > 0 && (
        <ul className="order-reasons">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      {halfDone.length > 0 && (
        <p>
          <Mark tone="act">half-done: {halfDone.join(', ')}</Mark>
        </p>
      )}
      <Seen order={order} outcome={outcome} />
      {changed.length > 0 && (
        <details>
          <summary>{amountText(changed.length, 'package')} changed</summary>
          <ul>
            {changed.map(({ name, from, to }) => (
              <li key={name}>
                {name}: <code>{from ?? 'not there'}</code> to <code>{to ?? 'not there'}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
      {log !== '' && (
        <details>
          <summary>Log of the package manager</summary>
          <div className="stack order-log">
            <CopyCommand command={log} what="the log" scrolls />
          </div>
        </details>
      )}
    </>
  );
}

/** Where nothing was begun there was nothing to look at. */
function Seen({ order: { action }, outcome: { kind, probes } }: OrderOutcomeProps) {
  if (probes !== undefined && probes.length > 0) return <ProbeResults probes={probes} />;
  if (kind === 'refused' || action === 'collect-evidence') return null;
  return <p className="muted">The host did not look at what it serves afterwards.</p>;
}

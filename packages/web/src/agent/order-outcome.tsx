import type { ShownOrder } from '@daybreak/protocol/agent';
import { CopyCommand } from '../enrolment/copy-command.tsx';
import { amountText, Mark } from '../ui/index.ts';

type Outcome = NonNullable<ShownOrder['outcome']>;

/** How an order ended, by the host's own inventory, and the package manager's own log. */
export function OrderOutcome({ outcome }: { readonly outcome: Outcome }) {
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

import type { InstalledOnHost } from '@daybreak/protocol/host';
import { amountText, Mark } from '../ui/index.ts';

interface InstalledUpdatesProps
  extends Omit<Extract<InstalledOnHost, { system: 'windows' }>, 'system'> {}

/** The updates that the host lists as installed; says so when the list is cut short. */
export function InstalledUpdates({ updates, complete }: InstalledUpdatesProps) {
  return (
    <section className="panel stack" aria-labelledby="installed">
      <div className="row">
        <h2 id="installed">Installed: {amountText(updates.length, 'update')} listed</h2>
        {!complete && <Mark tone="unsure">the list is not complete</Mark>}
      </div>
      {updates.length > 0 && (
        <ul className="advisory-names">
          {updates.map((update) => (
            <li key={update}>
              <code>{update}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

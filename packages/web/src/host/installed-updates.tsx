import type { HostDetail } from '@daybreak/protocol/host';
import { amountText, Mark } from '../ui/index.ts';

/** The updates that the host lists as installed; says so when the list is cut short. */
export function InstalledUpdates({ detail }: { readonly detail: HostDetail }) {
  const { installed, installedComplete } = detail;
  return (
    <section className="panel stack" aria-labelledby="installed">
      <div className="row">
        <h2 id="installed">Installed: {amountText(installed.length, 'update')} listed</h2>
        {!installedComplete && <Mark tone="unsure">the list is not complete</Mark>}
      </div>
      {installed.length > 0 && (
        <ul className="advisory-names">
          {installed.map((update) => (
            <li key={update}>
              <code>{update}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

import './update-list.css';
import type { Today } from '@daybreak/protocol/update';
import { amountText, EmptyState } from '../ui/index.ts';
import { UpdateRow } from './update-row.tsx';

/** The updates to install, by deadline. */
export function UpdateList({ today }: { readonly today: Today }) {
  const { updates, fleet } = today;
  return (
    <section className="panel" aria-labelledby="updates">
      <h2 id="updates">
        {updates.length === 0
          ? 'Updates to install'
          : `${amountText(updates.length, 'update')} to install, by deadline`}
      </h2>
      {updates.length === 0 ? (
        <NothingToInstall today={today} />
      ) : (
        <ol className="update-list">
          {updates.map((update) => (
            <li key={update.update}>
              <UpdateRow update={update} hosts={fleet.hosts} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** An empty list is good news only as far as it was possible to look. */
function NothingToInstall({ today }: { readonly today: Today }) {
  const { hosts, unknown, clean } = today.fleet;
  if (unknown === 0) {
    return (
      <EmptyState title="Nothing to install now">
        <p>All {amountText(clean, 'host')} are clean, as far as the feeds know.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={`Not known for ${unknown} of ${amountText(hosts, 'host')}`}>
      <p>No update is known to be needed, but that could not be decided for every host.</p>
    </EmptyState>
  );
}

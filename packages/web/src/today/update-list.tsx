import './update-list.css';
import type { Today } from '@daybreak/protocol/update';
import { amountText, EmptyState, usePaged } from '../ui/index.ts';
import { UpdateRow } from './update-row.tsx';

/** Nobody installs more before looking again; on a phone a row is half a screen. */
const pageSize = 25;

/** The updates to install, the most urgent first. */
export function UpdateList({ today }: { readonly today: Today }) {
  const { updates, fleet } = today;
  const { shown, more } = usePaged(updates, pageSize);
  return (
    <section className="panel" aria-labelledby="updates">
      <h2 id="updates">
        {updates.length === 0
          ? 'Updates to install'
          : `${amountText(updates.length, 'update')} to install`}
      </h2>
      {updates.length === 0 ? (
        <NothingToInstall today={today} />
      ) : (
        <>
          <p className="muted">
            What is overdue comes first: the shortest time by policy leads, then what is exploited,
            more severe, or on more hosts. After it, by when it is due.
          </p>
          <ol className="update-list">
            {shown.map((update) => (
              <li key={update.update}>
                <UpdateRow update={update} hosts={fleet.hosts} />
              </li>
            ))}
          </ol>
          {more}
        </>
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

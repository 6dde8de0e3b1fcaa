import type { HostDetail } from '@daybreak/protocol/host';
import { amountText, UpdateLink } from '../ui/index.ts';
import { AdvisoryNames } from './advisory-names.tsx';

type Conditional = HostDetail['assessment']['conditional'];

/** Kept apart from what is needed for sure: whether these are, an inventory cannot show. */
export function ConditionalUpdates({ updates }: { readonly updates: Conditional }) {
  if (updates.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="conditional">
      <h2 id="conditional">Only if present: {amountText(updates.length, 'update')}</h2>
      <p>
        Needed only where the named component is installed, which the inventory does not tell. They
        count neither as open nor as closed.
      </p>
      <ul className="install-list">
        {updates.map(({ update, component, closes }) => (
          <li key={`${update} ${component}`}>
            <p className="row">
              <strong>
                <UpdateLink update={update} />
              </strong>
              <span>if {component} is present</span>
            </p>
            <details>
              <summary>closes {amountText(closes.length, 'advisory', 'advisories')}</summary>
              <AdvisoryNames names={closes} exploited={[]} />
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

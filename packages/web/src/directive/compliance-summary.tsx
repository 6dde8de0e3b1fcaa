import type { Compliance } from '@daybreak/protocol/compliance';
import { Age, Notice, numberText, StateBar } from '../ui/index.ts';
import { exactTime } from '../ui/time-text.ts';
import { askedOf, partsOf } from './states.ts';

/** The counts in one bar, of how many, as of when, and what they rest on. */
export function ComplianceSummary({ found }: { readonly found: Compliance }) {
  const { order, counts, hosts, example, basis, asOf, inventories } = found;
  if (order === null) {
    return (
      <Notice tone="neutral" title="It was not in force then">
        <p>
          Nothing was asked of any of the {numberText(hosts)} hosts on {exactTime(new Date(asOf))}.
        </p>
      </Notice>
    );
  }
  const asked = askedOf(counts);
  return (
    <div className="stack" role="status">
      <StateBar parts={partsOf(counts)} />
      <p className="muted">
        Of {numberText(asked)} hosts that are asked, as of {exactTime(new Date(asOf))};{' '}
        {numberText(hosts - asked)} of {numberText(hosts)} are out of scope
        {example > 0 && `; ${numberText(example)} are of the example fleet`}.{' '}
        {inventories.oldest !== null && inventories.newest !== null && (
          <>
            Their inventories: the oldest <Age at={inventories.oldest} />, the newest{' '}
            <Age at={inventories.newest} />.
          </>
        )}
      </p>
      <details>
        <summary>What these numbers rest on</summary>
        <ul className="basis">
          {basis.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

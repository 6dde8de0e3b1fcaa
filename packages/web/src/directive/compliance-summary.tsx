import type { Compliance } from '@daybreak/protocol/compliance';
import { Age, Notice, numberText, StateBar } from '../ui/index.ts';
import { exactTime } from '../ui/time-text.ts';
import { NobodyAsked } from './nobody-asked.tsx';
import { askedOf, partsOf } from './states.ts';

interface ComplianceSummaryProps {
  readonly found: Compliance;
  /** Whose days the order means. */
  readonly zone: string;
}

/** The counts in one bar, of how many, as of when, and what they rest on. */
export function ComplianceSummary({ found, zone }: ComplianceSummaryProps) {
  const { order, counts, hosts, example, basis, asOf, inventories } = found;
  if (order === null) {
    return (
      <Notice tone="neutral" title="It was not in force then">
        <p>
          Nothing was asked of any of the {numberText(hosts)} hosts on{' '}
          {exactTime(new Date(asOf), zone)}.
        </p>
      </Notice>
    );
  }
  const asked = askedOf(counts);
  return (
    <div className="stack" role="status">
      {asked === 0 && hosts > 0 && <NobodyAsked />}
      <StateBar parts={partsOf(counts)} />
      <p className="muted">
        Of {numberText(asked)} hosts that are asked, as of {exactTime(new Date(asOf), zone)};{' '}
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

import type { FleetCounts } from '@daybreak/protocol/update';
import { Link } from '@tanstack/react-router';
import { Age, amountText, Mark, numberText, StateBar } from '../ui/index.ts';

interface FleetSummaryProps {
  readonly fleet: FleetCounts;
  readonly at: string;
  /** How many hosts have an update overdue. */
  readonly overdue: number;
}

/** Every host once, by its verdict. */
export function FleetSummary({ fleet, at, overdue }: FleetSummaryProps) {
  return (
    <section className="panel stack" aria-labelledby="fleet">
      <div className="row row--apart">
        <h2 id="fleet">The fleet: {amountText(fleet.hosts, 'host')}</h2>
        <span className="muted">
          in {amountText(fleet.postures, 'distinct posture')}, as of <Age at={at} />
        </span>
      </div>
      <StateBar
        parts={[
          { word: 'exposed', count: fleet.exposed, tone: 'act' },
          { word: 'unknown', count: fleet.unknown, tone: 'unsure' },
          { word: 'clean', count: fleet.clean, tone: 'verified' },
        ]}
      />
      <p>
        {overdue === 0 ? (
          <Mark tone={fleet.exposed + fleet.unknown === 0 ? 'verified' : 'neutral'}>
            no host is known to be overdue
          </Mark>
        ) : (
          <Mark tone="act">
            {amountText(overdue, 'host')} of {numberText(fleet.hosts)} overdue: in breach now
          </Mark>
        )}
      </p>
      <p className="row">
        <Link to="/hosts" search={{ verdict: 'exposed' }}>
          Exposed hosts
        </Link>
        <Link to="/hosts" search={{ verdict: 'unknown' }}>
          Unknown hosts
        </Link>
      </p>
    </section>
  );
}

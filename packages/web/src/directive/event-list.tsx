import type { DirectiveDetail } from '@daybreak/protocol/directive';
import { Age } from '../ui/index.ts';
import { actionWord, clockText, scopeText, whenText, whoText } from './words.ts';

interface EventListProps {
  readonly events: DirectiveDetail['events'];
  readonly zone: string;
}

/** What became of it, in the order in which it took effect. */
export function EventList({ events, zone }: EventListProps) {
  return (
    <section className="panel stack" aria-label="What became of it">
      <h2>What became of it</h2>
      {events.length === 0 && (
        <p className="muted">The catalogue, as it was read, says nothing of it.</p>
      )}
      <ol className="events">
        {events.map((event) => (
          <li key={`${event.kind} ${event.at} ${event.recordedAt}`}>
            <strong>{event.kind}</strong> {whenText(event.at, zone)}{' '}
            <span className="muted">
              ({zone}), entered by {event.by}, <Age at={event.recordedAt} />
            </span>
            {event.note !== '' && <p>{event.note}</p>}
            {event.terms !== null && <EventTerms terms={event.terms} zone={zone} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

type EventTermsProps = {
  readonly terms: NonNullable<DirectiveDetail['events'][number]['terms']>;
  readonly zone: string;
};

function EventTerms({ terms, zone }: EventTermsProps) {
  const demands = terms.demands.map(
    ({ action, clock }) => `${actionWord(action)} ${clockText(clock, zone)}`,
  );
  const exempt = terms.exemptions.map(whoText);
  return (
    <p className="muted">
      {scopeText(terms)}: {demands.join('; ')}
      {exempt.length > 0 && `; exempt: ${exempt.join('; ')}`}
    </p>
  );
}

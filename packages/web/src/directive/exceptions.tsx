import { useQuery } from '@tanstack/react-query';
import { exceptionsQuery } from '../exception/queries.ts';
import { Answer } from '../ui/index.ts';
import { dateText } from '../ui/time-text.ts';

/** Whom we let wait, with an owner, a reason and an end. */
export function Exceptions({ id }: { readonly id: string }) {
  const query = useQuery(exceptionsQuery);
  return (
    <section className="panel stack" aria-label="Exceptions from it">
      <h2>Exceptions from it</h2>
      <Answer query={query} lines={3}>
        {(exceptions) => {
          const own = exceptions.filter(
            ({ object }) => object.kind === 'directive' && object.name === id,
          );
          if (own.length === 0) {
            return (
              <p className="muted">
                None from this directive. Those from one of its updates or advisories count too, and
                are named at the host.
              </p>
            );
          }
          return (
            <ul className="stack">
              {own.map(({ id: key, subject, owner, reason, until, zone, state }) => (
                <li key={key}>
                  <strong>
                    {subject.kind === 'host' ? subject.name : `group ${subject.group}`}
                  </strong>{' '}
                  until the end of {dateText(until)} <span className="muted">({zone})</span>{' '}
                  <span className="tag tag--neutral">{state.replace('-', ' ')}</span>
                  <p>
                    {reason} <span className="muted">({owner})</span>
                  </p>
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
    </section>
  );
}

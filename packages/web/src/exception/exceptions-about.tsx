import { sameName } from '@daybreak/core/names';
import type { Exception } from '@daybreak/protocol/exception';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Answer, amountText } from '../ui/index.ts';
import { byEnd } from './ending.ts';
import { ObjectName, SubjectName, UntilDay } from './exception-words.tsx';
import { exceptionsQuery } from './queries.ts';
import type { ExceptionSearch } from './search.ts';

interface HostExceptionsProps {
  readonly id: string;
  readonly group: string;
}

/** What a host need not do now, by itself or in its group. */
export function HostExceptions({ id, group }: HostExceptionsProps) {
  const isAbout = ({ subject }: Exception) =>
    subject.kind === 'host' ? subject.id === id : sameName(subject.group, group);
  return <About isAbout={isAbout} begin={{ host: id }} />;
}

/** Who need not have this update now. */
export function UpdateExceptions({ update }: { readonly update: string }) {
  const isAbout = ({ object }: Exception) =>
    object.kind === 'update' && sameName(object.name, update);
  return <About isAbout={isAbout} begin={{ kind: 'update', name: update }} />;
}

interface AboutProps {
  readonly isAbout: (exception: Exception) => boolean;
  /** What the form of another one begins with. */
  readonly begin: ExceptionSearch;
}

function About({ isAbout, begin }: AboutProps): ReactNode {
  const query = useQuery(exceptionsQuery);
  return (
    <section className="panel stack" aria-labelledby="exceptions">
      <div className="row row--apart">
        <h2 id="exceptions">Exceptions</h2>
        <Link to="/exceptions/new" search={begin}>
          Make an exception…
        </Link>
      </div>
      <Answer query={query} lines={1}>
        {(all) => (
          <Lines exceptions={all.filter((one) => one.state === 'in-force' && isAbout(one))} />
        )}
      </Answer>
    </section>
  );
}

function Lines({ exceptions }: { readonly exceptions: readonly Exception[] }) {
  if (exceptions.length === 0) return <p className="muted">None in force.</p>;
  return (
    <>
      <p>{amountText(exceptions.length, 'exception')} in force:</p>
      <ul className="stack">
        {exceptions.toSorted(byEnd).map((exception) => (
          <li key={exception.id}>
            <strong>
              <SubjectName subject={exception.subject} />
            </strong>{' '}
            is excepted from <ObjectName object={exception.object} /> until{' '}
            <UntilDay exception={exception} />: {exception.reason}{' '}
            <span className="muted">({exception.owner} answers for it)</span>
          </li>
        ))}
      </ul>
    </>
  );
}

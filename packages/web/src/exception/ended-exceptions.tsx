import type { Exception } from '@daybreak/protocol/exception';
import { amountText, TableFrame, usePaged } from '../ui/index.ts';
import { Ended, ObjectName, SubjectName } from './exception-words.tsx';

/** What was excepted once, for whoever asks later. */
export function EndedExceptions({ exceptions }: { readonly exceptions: readonly Exception[] }) {
  const { shown, more } = usePaged(exceptions, 50);
  if (exceptions.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="ended">
      <h2 id="ended">Ended or revoked: {amountText(exceptions.length, 'exception')}</h2>
      <TableFrame label="Exceptions that have ended or were revoked">
        <table className="table cards exceptions">
          <thead>
            <tr>
              <th scope="col">For</th>
              <th scope="col">Excepted from</th>
              <th scope="col">Ended</th>
              <th scope="col">Owner</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((exception) => (
              <tr key={exception.id}>
                <th scope="row">
                  <SubjectName subject={exception.subject} />
                </th>
                <td>
                  <ObjectName object={exception.object} />
                </td>
                <td className="exceptions__wide">
                  <Ended exception={exception} />
                </td>
                <td className="exceptions__wide" data-label="Owner">
                  {exception.owner}
                </td>
                <td className="exceptions__why">
                  {exception.reason} <span className="muted">(made by {exception.createdBy})</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {more}
    </section>
  );
}

import type { Exception } from '@daybreak/protocol/exception';
import { useRef } from 'react';
import { amountText, TableFrame, useNow } from '../ui/index.ts';
import { byEnd, endsSoon } from './ending.ts';
import { ExceptionRow } from './exception-row.tsx';

/** What is excepted now; what ends first comes first. */
export function ExceptionsInForce({ exceptions }: { readonly exceptions: readonly Exception[] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const now = useNow();
  const soon = exceptions.filter((exception) => endsSoon(exception, now)).length;
  return (
    <section className="panel stack" aria-labelledby="in-force">
      <h2 id="in-force" ref={heading} tabIndex={-1}>
        In force: {amountText(exceptions.length, 'exception')}
        {soon > 0 && `, ${soon} ending within 7 days`}
      </h2>
      {exceptions.length > 0 && (
        <TableFrame label="Exceptions in force">
          <table className="table cards exceptions">
            <thead>
              <tr>
                <th scope="col">For</th>
                <th scope="col">Excepted from</th>
                <th scope="col">Until the end of</th>
                <th scope="col">Owner</th>
                <th scope="col">Why</th>
                <th scope="col">
                  <span className="only-read-aloud">Revoke</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {exceptions.toSorted(byEnd).map((exception) => (
                <ExceptionRow
                  key={exception.id}
                  exception={exception}
                  // What had the focus goes away with it.
                  onRevoked={() => heading.current?.focus()}
                />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </section>
  );
}

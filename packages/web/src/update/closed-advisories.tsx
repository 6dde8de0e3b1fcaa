import { severityRank } from '@daybreak/core/bulletin';
import type { UpdateDetail } from '@daybreak/protocol/update';
import {
  amountText,
  ExploitedMark,
  numberText,
  Severity,
  TableFrame,
  usePaged,
} from '../ui/index.ts';

type Advisory = UpdateDetail['advisories'][number];

/** What the update closes, the known exploited first. */
export function ClosedAdvisories({ advisories }: Pick<UpdateDetail, 'advisories'>) {
  const { shown, more } = usePaged(advisories.toSorted(worstFirst), 100);
  return (
    <section className="panel" aria-labelledby="closes">
      <h2 id="closes">Closes {amountText(advisories.length, 'advisory', 'advisories')}</h2>
      <TableFrame label="Closed advisories">
        <table className="table cards">
          <thead>
            <tr>
              <th scope="col">Advisory</th>
              <th scope="col">Severity</th>
              <th scope="col">Exploited</th>
              <th scope="col" className="number">
                Hosts it is open on
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ cve, severity, knownExploited, open }) => (
              <tr key={cve}>
                <th scope="row" className="nowrap">
                  {cve}
                </th>
                <td>
                  <Severity severity={severity} />
                </td>
                <td>
                  {knownExploited ? (
                    <ExploitedMark />
                  ) : (
                    <span className="muted">not known to be</span>
                  )}
                </td>
                <td className="number" data-label="Open on">
                  {numberText(open)}
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

function worstFirst(a: Advisory, b: Advisory): number {
  return (
    Number(b.knownExploited) - Number(a.knownExploited) ||
    severityRank(a.severity) - severityRank(b.severity) ||
    b.open - a.open ||
    b.cve.localeCompare(a.cve, 'en', { numeric: true })
  );
}

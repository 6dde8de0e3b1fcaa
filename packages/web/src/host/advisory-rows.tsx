import {
  ExploitedMark,
  Severity,
  TableFrame,
  UpdateLink,
  usePaged,
  VerdictMark,
} from '../ui/index.ts';
import type { HostAdvisory } from './advisory-filter.ts';

interface AdvisoryRowsProps {
  readonly advisories: readonly HostAdvisory[];
  readonly exploited: ReadonlySet<string>;
  /** The updates to install now: only these have a page worth a link. */
  readonly needed: ReadonlySet<string>;
}

export function AdvisoryRows({ advisories, exploited, needed }: AdvisoryRowsProps) {
  const { shown, more } = usePaged(advisories, 100);
  if (advisories.length === 0) return <p className="muted">No advisory matches.</p>;
  return (
    <>
      <TableFrame label="Advisories by state">
        <table className="table cards">
          <thead>
            <tr>
              <th scope="col">Advisory</th>
              <th scope="col">State</th>
              <th scope="col">Severity</th>
              <th scope="col">Closed by</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((advisory) => (
              <tr key={`${advisory.cve} ${advisory.update}`}>
                <th scope="row" className="nowrap">
                  {advisory.cve}
                </th>
                <td>
                  <span className="row">
                    <VerdictMark state={advisory.state} />
                    {exploited.has(advisory.cve) && <ExploitedMark />}
                  </span>
                </td>
                <td>
                  <Severity severity={advisory.severity} />
                </td>
                <td>
                  <ClosedBy update={advisory.update} needed={needed} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      {more}
    </>
  );
}

interface ClosedByProps {
  readonly update: string;
  readonly needed: ReadonlySet<string>;
}

function ClosedBy({ update, needed }: ClosedByProps) {
  if (update === '') return <span className="muted">no update named</span>;
  return needed.has(update) ? <UpdateLink update={update} /> : <span>{update}</span>;
}

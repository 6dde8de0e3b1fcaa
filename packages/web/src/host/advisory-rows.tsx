import { ExploitedTag, Severity, UpdateLink, usePaged, VerdictMark } from '../ui/index.ts';
import type { HostAdvisory } from './advisory-filter.ts';

interface AdvisoryRowsProps {
  readonly advisories: readonly HostAdvisory[];
  readonly exploited: ReadonlySet<string>;
}

export function AdvisoryRows({ advisories, exploited }: AdvisoryRowsProps) {
  const { shown, more } = usePaged(advisories, 100);
  if (advisories.length === 0) return <p className="muted">No advisory matches.</p>;
  return (
    <>
      <div className="table-frame">
        <table className="table">
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
                    {exploited.has(advisory.cve) && <ExploitedTag count={1} />}
                  </span>
                </td>
                <td>
                  <Severity severity={advisory.severity} />
                </td>
                <td>
                  <ClosedBy update={advisory.update} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  );
}

function ClosedBy({ update }: { readonly update: string }) {
  return update === '' ? (
    <span className="muted">no update named</span>
  ) : (
    <UpdateLink update={update} />
  );
}

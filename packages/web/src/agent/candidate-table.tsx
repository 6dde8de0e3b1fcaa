import type { Candidate } from '@daybreak/protocol/agent';
import { Age, amountText, Mark, numberText, TableFrame, usePaged } from '../ui/index.ts';
import type { Agent } from './agent-state.tsx';
import { Cves } from './cves.tsx';
import { OfferedTable } from './offered-table.tsx';

/** What the host could install from its own sources; not having asked them is no “nothing”. */
export function CandidateTable({ candidates }: Pick<Agent, 'candidates'>) {
  const said = candidates?.said ?? [];
  const offered = candidates?.updates ?? [];
  const security = said.filter(({ isSecurity }) => isSecurity).length;
  return (
    <section className="panel stack" aria-labelledby="candidates">
      <h2 id="candidates">
        It could install: {headText(candidates, said.length + offered.length)}
        {security > 0 && `, ${numberText(security)} for security`}
      </h2>
      <AsOf candidates={candidates} />
      {said.length > 0 && <Rows candidates={said} />}
      {offered.length > 0 && <OfferedTable updates={offered} />}
    </section>
  );
}

function headText(candidates: Agent['candidates'], count: number): string {
  if (candidates === null || (count === 0 && candidates.at === null)) return 'not known';
  return count === 0 ? 'nothing' : amountText(count, 'update');
}

function AsOf({ candidates }: Pick<Agent, 'candidates'>) {
  if (candidates === null) return <Mark tone="unsure">it has not said anything yet</Mark>;
  if (candidates.at === null) {
    return <Mark tone="unsure">its sources could not be asked: there may be more</Mark>;
  }
  return (
    <p className="muted">
      All its sources answered <Age at={candidates.at} />, by its own clock.
    </p>
  );
}

function Rows({ candidates }: { readonly candidates: readonly Candidate[] }) {
  const securityFirst = candidates.toSorted(
    (a, b) => Number(b.isSecurity) - Number(a.isSecurity) || a.name.localeCompare(b.name),
  );
  const { shown, more } = usePaged(securityFirst, 50);
  return (
    <>
      <TableFrame label="Updates that it could install">
        <table className="table cards candidates">
          <thead>
            <tr>
              <th scope="col">Package</th>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">For</th>
              <th scope="col">Closes</th>
              <th scope="col">Source</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <CandidateRow key={`${one.name} ${one.architecture}`} one={one} />
            ))}
          </tbody>
        </table>
      </TableFrame>
      {more}
    </>
  );
}

function CandidateRow({ one }: { readonly one: Candidate }) {
  return (
    <tr>
      <th scope="row">
        {one.name} <span className="muted">{one.architecture}</span>
      </th>
      <td data-label="From">
        <code>{one.installed}</code>
      </td>
      <td data-label="To">
        <code>{one.version}</code>
      </td>
      <td>{one.isSecurity ? <Mark tone="act">security</Mark> : 'other'}</td>
      <td data-label="Closes">
        <Cves cves={one.cves} />
      </td>
      <td data-label="Source">{one.origins.join(', ')}</td>
    </tr>
  );
}

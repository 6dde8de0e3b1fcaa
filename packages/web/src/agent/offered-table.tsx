import type { OfferedUpdate } from '@daybreak/protocol/agent';
import { Mark, TableFrame, usePaged } from '../ui/index.ts';
import { Cves } from './cves.tsx';

/** What Windows's own update service offers to the host. */
export function OfferedTable({ updates }: { readonly updates: readonly OfferedUpdate[] }) {
  const { shown, more } = usePaged(updates, 50);
  return (
    <>
      <p>
        <Mark tone="unsure">
          The Windows agent has not yet been run on real Windows: check before you rely on it.
        </Mark>
      </p>
      <TableFrame label="Updates that Windows offers it">
        <table className="table cards candidates">
          <thead>
            <tr>
              <th scope="col">Update</th>
              <th scope="col">What for</th>
              <th scope="col">Severity</th>
              <th scope="col">Closes</th>
              <th scope="col">Can be taken out again</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <OfferedRow key={one.update} one={one} />
            ))}
          </tbody>
        </table>
      </TableFrame>
      {more}
    </>
  );
}

function OfferedRow({ one }: { readonly one: OfferedUpdate }) {
  return (
    <tr>
      <th scope="row">{one.update}</th>
      <td>
        {one.title}
        {one.categories.length > 0 && <div className="muted">{one.categories.join(', ')}</div>}
      </td>
      <td data-label="Severity">
        {one.severity === '' ? <span className="muted">not rated</span> : one.severity}
      </td>
      <td data-label="Closes">
        <Cves cves={one.cves} />
      </td>
      <td data-label="Can be taken out again">
        {one.isRemovable ? 'yes, as Windows says' : <Mark tone="unsure">no</Mark>}
      </td>
    </tr>
  );
}

import type { HostDetail } from '@daybreak/protocol/host';
import { amountText, numberText, TableFrame } from '../ui/index.ts';

type Conditional = HostDetail['assessment']['conditional'];

/** Kept apart from what is needed for sure: whether these are, an inventory cannot show. */
export function ConditionalUpdates({ updates }: { readonly updates: Conditional }) {
  if (updates.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="conditional">
      <h2 id="conditional">Only if present: {amountText(updates.length, 'update')}</h2>
      <p className="muted">
        Needed only where the named component is installed, which the inventory does not tell. They
        count neither as open nor as closed.
      </p>
      <details open={updates.length <= 5}>
        <summary>Show them</summary>
        <TableFrame label="Conditional updates">
          <ConditionalTable updates={updates} />
        </TableFrame>
      </details>
    </section>
  );
}

function ConditionalTable({ updates }: { readonly updates: Conditional }) {
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Update</th>
          <th scope="col">Needed if this is present</th>
          <th scope="col" className="number">
            Advisories
          </th>
        </tr>
      </thead>
      <tbody>
        {updates.map(({ update, component, closes }) => (
          <tr key={`${update} ${component}`}>
            <th scope="row">{update}</th>
            <td>{component}</td>
            <td className="number">{numberText(closes.length)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

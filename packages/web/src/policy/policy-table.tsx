import type { PolicyList } from '@daybreak/protocol/policy';
import { Link } from '@tanstack/react-router';
import { TableFrame } from '../ui/index.ts';
import { whoGoesBy } from './who-goes-by.ts';

/** The policies there are: those of one's own first. */
export function PolicyTable({ list }: { readonly list: PolicyList }) {
  const policies = list.policies.toSorted((a, b) => Number(a.shipped) - Number(b.shipped));
  return (
    <section className="panel stack" aria-labelledby="policies">
      <h2 id="policies">All policies</h2>
      <TableFrame label="Policies and who goes by them">
        <table className="table cards assignments">
          <thead>
            <tr>
              <th scope="col">Policy</th>
              <th scope="col">Whose</th>
              <th scope="col">Source</th>
              <th scope="col">Who goes by it</th>
            </tr>
          </thead>
          <tbody>
            {policies.map(({ id, title, source, version }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to="/policies/$id" params={{ id }}>
                    {title}
                  </Link>
                </th>
                <td>{version === null ? 'comes with Daybreak' : `your own, version ${version}`}</td>
                <td className="assignments__wide" data-label="From">
                  {source}
                </td>
                <td className="assignments__wide" data-label="For">
                  {whoGoesBy(list, id) ?? <span className="muted">nobody</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}

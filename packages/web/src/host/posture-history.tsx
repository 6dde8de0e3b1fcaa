import type { PostureInterval } from '@daybreak/protocol/host';
import { Age, numberText, TableFrame } from '../ui/index.ts';

/** How the host was, and from when to when: each line holds until the next began. */
export function PostureHistory({ history }: { readonly history: readonly PostureInterval[] }) {
  const newestFirst = history.toSorted((a, b) => b.from.localeCompare(a.from));
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">Posture history</h2>
      <TableFrame label="Postures">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">Product</th>
              <th scope="col">Build</th>
              <th scope="col" className="number">
                Updates listed
              </th>
            </tr>
          </thead>
          <tbody>
            {newestFirst.map(({ posture, product, build, updates, from, to }) => (
              <tr key={`${posture} ${from}`}>
                <td>
                  <Age at={from} />
                </td>
                <td>{to === null ? <strong>now</strong> : <Age at={to} />}</td>
                <td>{product}</td>
                <td>
                  <code>{build}</code>
                </td>
                <td className="number">{numberText(updates)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}

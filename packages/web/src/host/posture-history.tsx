import type { PostureInterval } from '@daybreak/protocol/host';
import { Age, amountText, TableFrame } from '../ui/index.ts';

const heads = { windows: 'Build', debian: 'Kernel', rpm: 'Kernel' };
const listed = { windows: 'update', debian: 'package', rpm: 'package' };

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
              <th scope="col">{headOf(history)}</th>
              <th scope="col" className="number">
                Installed
              </th>
            </tr>
          </thead>
          <tbody>
            {newestFirst.map(({ posture, system, product, build, installed, from, to }) => (
              <tr key={`${posture} ${from}`}>
                <td>
                  <Age at={from} />
                </td>
                <td>{to === null ? <strong>now</strong> : <Age at={to} />}</td>
                <td>{product}</td>
                <td>
                  <code>{build}</code>
                </td>
                <td className="number">{amountText(installed, listed[system])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}

/** A host may have had one system and then the other. */
function headOf(history: readonly PostureInterval[]): string {
  const [system, ...others] = new Set(history.map((interval) => interval.system));
  return system === undefined || others.length > 0 ? 'Build or kernel' : heads[system];
}

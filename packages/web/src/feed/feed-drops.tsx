import type { FeedStatus } from '@daybreak/protocol/feed';
import { numberText, TableFrame } from '../ui/index.ts';

/** What was left out and why: nothing is dropped in silence. */
export function FeedDrops({ drops }: Pick<FeedStatus, 'drops'>) {
  if (drops.length === 0) return <p className="muted">Nothing was left out.</p>;
  const total = drops.reduce((sum, { count }) => sum + count, 0);
  return (
    <details>
      <summary>
        Left out: {numberText(total)} rows or documents, for {numberText(drops.length)}{' '}
        {drops.length === 1 ? 'reason' : 'reasons'}
      </summary>
      <TableFrame label="What was left out">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Reason</th>
              <th scope="col" className="number">
                How many
              </th>
              <th scope="col">For example</th>
            </tr>
          </thead>
          <tbody>
            {drops.map(({ reason, count, example }) => (
              <tr key={reason}>
                <td>{reason}</td>
                <td className="number">{numberText(count)}</td>
                <td>
                  <code>{example}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </details>
  );
}

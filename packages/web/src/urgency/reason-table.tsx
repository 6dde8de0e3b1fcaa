import type { HostsDeadline } from '@daybreak/protocol/urgency';
import { Day, Mark, TableFrame } from '../ui/index.ts';
import { reasonWord } from './reason-words.ts';

/** Every input of the policy: what it was taken for, who says so, and when. */
export function ReasonTable({ reasons }: Pick<HostsDeadline, 'reasons'>) {
  return (
    <TableFrame label="What the policy asked for">
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">What is known</th>
            <th scope="col">Who says so</th>
            <th scope="col">As of</th>
            <th scope="col">Input</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map((reason) => (
            <tr key={reason.input}>
              <th scope="row">
                {reason.assumed ? (
                  <Mark tone="unsure">assumed: {reasonWord(reason)}</Mark>
                ) : (
                  reasonWord(reason)
                )}
              </th>
              <td>{reason.source}</td>
              <td>{reason.asOf !== null && <Day date={reason.asOf} />}</td>
              <td>
                <code>{reason.input}</code> {reason.value}
                {reason.counts && <span className="muted"> (made the answer)</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

import type { HostCompliance } from '@daybreak/protocol/compliance';
import { Mark, TableFrame } from '../ui/index.ts';
import { shownStates } from './states.ts';
import { actionWord } from './words.ts';

/** Every host with its evidence; the head of the table comes again on each page. */
export function PrintedHosts({ hosts }: { readonly hosts: readonly HostCompliance[] }) {
  return (
    <>
      <h2>Hosts</h2>
      <TableFrame label="Hosts with their evidence">
        <table className="table proof__hosts">
          <thead>
            <tr>
              <th scope="col">Host</th>
              <th scope="col">State</th>
              <th scope="col">Evidence</th>
              <th scope="col">Due (UTC)</th>
              <th scope="col">Inventory (UTC)</th>
            </tr>
          </thead>
          <tbody>
            {hosts.map((host) => (
              <Row key={host.id} host={host} />
            ))}
          </tbody>
        </table>
      </TableFrame>
    </>
  );
}

function Row({ host }: { readonly host: HostCompliance }) {
  const { name, state, product, build, group, role, owner, why, due, demands } = host;
  const { word, tone } = shownStates[state];
  const noDue = state === 'out-of-scope' ? '—' : 'not told';
  const who = [group && `group ${group}`, role && `role ${role}`, owner && `owner ${owner}`];
  return (
    <tr>
      <th scope="row">
        {name}
        {host.example && ' (example)'}
      </th>
      <td>
        <Mark tone={tone}>{word}</Mark>
      </td>
      <td>
        {why}
        <p className="muted">
          {[product, build, ...who].filter(Boolean).join(', ')}
          {demands.length > 1 &&
            `; ${demands.map((one) => `${actionWord(one.action)}: ${shownStates[one.state].word}`).join('; ')}`}
        </p>
      </td>
      <td data-label="Due">{due === null ? noDue : minuteText(due)}</td>
      <td data-label="Inventory">
        {host.inventoryAt === null ? 'none then' : minuteText(host.inventoryAt)}
      </td>
    </tr>
  );
}

/** `2024-06-20 08:00`. */
function minuteText(isoTime: string): string {
  return isoTime.slice(0, 16).replace('T', ' ');
}

import type { HostCompliance } from '@daybreak/protocol/compliance';
import { Link } from '@tanstack/react-router';
import { Age, Mark } from '../ui/index.ts';
import { Evidence } from './evidence.tsx';
import { shownStates } from './states.ts';

/** Hosts, how each stands, why, and on which inventory that rests. */
export function ComplianceTable({ hosts }: { readonly hosts: readonly HostCompliance[] }) {
  return (
    <table className="table cards compliance-table">
      <thead>
        <tr>
          <th scope="col">Host</th>
          <th scope="col">State</th>
          <th scope="col">Due</th>
          <th scope="col">Why</th>
          <th scope="col">Group, role</th>
          <th scope="col">Inventory</th>
        </tr>
      </thead>
      <tbody>
        {hosts.map((host) => (
          <Row key={host.id} host={host} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ host }: { readonly host: HostCompliance }) {
  const { id, name, state, due, inventoryAt } = host;
  const { word, tone } = shownStates[state];
  return (
    <tr>
      <th scope="row">
        <Link to="/hosts/$id" params={{ id }}>
          {name}
        </Link>
        {host.example && <span className="tag tag--neutral">example</span>}
      </th>
      <td>
        <Mark tone={tone}>{word}</Mark>
      </td>
      <td data-label="Due">
        {due === null ? (
          <span className="muted">{state === 'out-of-scope' ? '—' : 'not told'}</span>
        ) : (
          <Age at={due} focusable={false} />
        )}
      </td>
      <td className="compliance-table__why">
        <Evidence host={host} />
      </td>
      <td data-label="Group, role">
        {[host.group, host.role].filter(Boolean).join(', ') || (
          <span className="muted">not known</span>
        )}
      </td>
      <td data-label="Inventory">
        {inventoryAt === null ? (
          <span className="muted">none then</span>
        ) : (
          <Age at={inventoryAt} focusable={false} />
        )}
      </td>
    </tr>
  );
}

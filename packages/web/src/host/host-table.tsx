import './host-table.css';
import type { HostSummary, ListedHost } from '@daybreak/protocol/host';
import { Link } from '@tanstack/react-router';
import { Age, ExploitedCount, Mark, numberText, VerdictMark } from '../ui/index.ts';

export function HostTable({ hosts }: { readonly hosts: readonly ListedHost[] }) {
  return (
    <table className="table cards host-table">
      <thead>
        <tr>
          <th scope="col">Host</th>
          <th scope="col">Verdict</th>
          <th scope="col">Operating system</th>
          <th scope="col">Build or kernel</th>
          <th scope="col">Group</th>
          <th scope="col" className="number">
            To install
          </th>
          <th scope="col" className="number">
            Open advisories
          </th>
          <th scope="col" className="number">
            Known exploited
          </th>
          <th scope="col">Last seen</th>
        </tr>
      </thead>
      <tbody>
        {hosts.map((host) => (
          <HostRow key={host.id} host={host} />
        ))}
      </tbody>
    </table>
  );
}

/** What is not known is not shown as 0. */
function counted(host: HostSummary, count: number): string {
  return host.verdict === 'unknown' && count === 0 ? '?' : numberText(count);
}

function HostRow({ host }: { readonly host: ListedHost }) {
  return (
    <tr>
      <th scope="row">
        <Link to="/hosts/$id" params={{ id: host.id }}>
          {host.name}
        </Link>
        {host.example && <span className="tag tag--neutral">example</span>}
      </th>
      <td>
        <VerdictMark state={host.verdict} />
      </td>
      <td>{host.osName}</td>
      <td>
        <code>{host.build}</code>
      </td>
      <td data-label="Group">{host.group || <span className="muted">none</span>}</td>
      <td className="number" data-label="To install">
        {counted(host, host.toInstall)}
      </td>
      <td className="number" data-label="Open advisories">
        {counted(host, host.open)}
      </td>
      <td className="number" data-label="Known exploited">
        {host.verdict === 'unknown' && host.knownExploited === 0 ? (
          '?'
        ) : (
          <ExploitedCount count={host.knownExploited} />
        )}
      </td>
      <td data-label="Seen">
        <LastSeen host={host} />
      </td>
    </tr>
  );
}

/** Of a host with an agent, when that was in contact: silence is news, however new the inventory. */
function LastSeen({ host: { contact, lastSeen } }: { readonly host: ListedHost }) {
  if (contact === null) return <Age at={lastSeen} focusable={false} />;
  const age = <Age at={contact.at} focusable={false} />;
  return contact.isSilent ? (
    <Mark tone="unsure">silent since {age}</Mark>
  ) : (
    <>{age}, by its agent</>
  );
}

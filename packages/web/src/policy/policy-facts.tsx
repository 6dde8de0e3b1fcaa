import type { PolicyDetail } from '@daybreak/protocol/policy';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TableFrame } from '../ui/index.ts';
import { spanText } from './policy-text.ts';
import { policiesQuery } from './queries.ts';
import { whoGoesBy } from './who-goes-by.ts';

/** Where the policy comes from, who goes by it, and how soon its tiers are. */
export function PolicyFacts({ detail }: { readonly detail: PolicyDetail }) {
  const { policy, tiers, versions } = detail;
  const file = versions.find(({ version }) => version === policy.version)?.file;
  const { data } = useQuery(policiesQuery);
  const who = data === undefined ? '' : (whoGoesBy(data, policy.id) ?? 'nobody');
  return (
    <section className="panel stack" aria-labelledby="tiers">
      <dl className="facts">
        <dt>Name</dt>
        <dd>
          <code>{policy.id}</code>
          {policy.version === null
            ? ', comes with Daybreak'
            : `, your own, version ${policy.version}`}
        </dd>
        <dt>Source</dt>
        <dd>{policy.source}</dd>
        {file !== undefined && (
          <>
            <dt>File</dt>
            <dd>
              <code>{file}</code>
            </dd>
          </>
        )}
        <dt>Who goes by it</dt>
        <dd>
          {who} (<Link to="/policies">change</Link>)
        </dd>
      </dl>
      <h2 id="tiers">How soon</h2>
      <TableFrame label="Tiers, the most urgent first">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Tier</th>
              <th scope="col">Name</th>
              <th scope="col">Within</th>
            </tr>
          </thead>
          <tbody>
            {tiers.map(({ key, name, hours, evidenceFirst }) => (
              <tr key={key}>
                <th scope="row">
                  <code>{key}</code>
                </th>
                <td>{name}</td>
                <td>
                  {spanText(hours)}
                  {evidenceFirst && ', evidence collected before anything is changed'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}

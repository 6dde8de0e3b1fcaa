import type { Manifest, ManifestProbe } from '@daybreak/protocol/manifest';
import { Until } from '../enrolment/until.tsx';

/** All that a manifest says. */
export function ManifestFacts({ manifest }: { readonly manifest: Manifest }) {
  const { packages, updates, probes, mayRestart, until } = manifest;
  return (
    <dl className="facts">
      <dt>On</dt>
      <dd>{whereText(manifest)}</dd>
      {packages.length > 0 && (
        <>
          <dt>Packages</dt>
          <dd>
            <ul>
              {packages.map((one) => (
                <li key={one.name}>
                  <code>
                    {one.name} {one.version}
                  </code>
                  {one.isNew && ', also where it is not there yet'}
                  {one.back.length > 0 && `, or back to ${one.back.join(' or ')}`}
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      {updates.length > 0 && (
        <>
          <dt>Updates</dt>
          <dd>{updates.join(', ')} (Windows agents: not yet run on real Windows)</dd>
        </>
      )}
      <dt>Restarts</dt>
      <dd>{mayRestart ? 'it may restart hosts' : 'it may not restart hosts'}</dd>
      <dt>Looks at</dt>
      <dd>{probes.length === 0 ? 'nothing' : probes.map(probeText).join(', ')}</dd>
      <dt>Until</dt>
      <dd>
        <Until at={until} />
      </dd>
    </dl>
  );
}

/** `debian:12, in every group`. */
export function whereText({ products, groups }: Pick<Manifest, 'products' | 'groups'>): string {
  return `${products.join(', ')}, ${groupsText(groups)}`;
}

function groupsText(groups: readonly string[] | null): string {
  if (groups === null) return 'in every group';
  return `only in the ${groups.length === 1 ? 'group' : 'groups'} ${groups.join(', ')}`;
}

function probeText(probe: ManifestProbe): string {
  return probe.kind === 'tls' ? `TLS of ${probe.host}:${probe.port}` : probe.url;
}

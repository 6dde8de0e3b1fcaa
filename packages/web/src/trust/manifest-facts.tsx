import type { Manifest, ManifestProbe } from '@daybreak/protocol/manifest';
import { Fragment, type ReactNode } from 'react';
import { Until } from '../enrolment/until.tsx';

type Field = Exclude<keyof Manifest, 'format' | 'title'>;

/** What each field is called, and what it says; null where that is nothing worth a line. */
type Facts = { readonly [Of in Field]: (one: Manifest) => readonly [string, ReactNode] | null };

const facts: Facts = {
  products: ({ products }) => ['On', products.join(', ')],
  groups: ({ groups }) => ['Where', groupsText(groups)],
  packages: ({ packages }) =>
    packages.length === 0 ? null : ['Packages', <Packages key="packages" packages={packages} />],
  updates: ({ updates }) =>
    updates.length === 0
      ? null
      : ['Updates', `${updates.join(', ')} (Windows agents: not yet run on real Windows)`],
  removable: ({ removable = [] }) =>
    removable.length === 0
      ? null
      : ['Takes out', `${removable.join(', ')}, where an order says so and the host has it`],
  mayRestart: ({ mayRestart }) => [
    'Restarts',
    mayRestart ? 'it may restart hosts' : 'it may not restart hosts',
  ],
  probes: ({ probes }) => [
    'Looks at',
    probes.length === 0 ? 'nothing' : probes.map(probeText).join(', '),
  ],
  until: ({ until }) => ['Until', <Until key="until" at={until} />],
};

/** All that a manifest says, but for its title. */
export function ManifestFacts({ manifest }: { readonly manifest: Manifest }) {
  return (
    <dl className="facts">
      {Object.entries(facts).map(([field, of]) => {
        const [name, says] = of(manifest) ?? [];
        return (
          name !== undefined && (
            <Fragment key={field}>
              <dt>{name}</dt>
              <dd>{says}</dd>
            </Fragment>
          )
        );
      })}
    </dl>
  );
}

function Packages({ packages }: Pick<Manifest, 'packages'>) {
  return (
    <ul>
      {packages.map((one) => (
        <li key={`${one.name} ${one.version}`}>
          <code>
            {one.name} {one.version}
          </code>
          {one.isNew && ', also where it is not there yet'}
          {one.back.length > 0 && `, or back to ${one.back.join(' or ')}`}
        </li>
      ))}
    </ul>
  );
}

/** `debian:12, in every group`. */
export function whereText({ products, groups }: Pick<Manifest, 'products' | 'groups'>): string {
  return `${products.join(', ')}, ${groupsText(groups)}`;
}

function groupsText(groups: readonly string[] | null): string {
  if (groups === null) return 'in every group';
  if (groups.length === 0) return 'in no group: on no host';
  return `only in the ${groups.length === 1 ? 'group' : 'groups'} ${groups.join(', ')}`;
}

function probeText(probe: ManifestProbe): string {
  return probe.kind === 'tls' ? `TLS of ${probe.host}:${probe.port}` : probe.url;
}

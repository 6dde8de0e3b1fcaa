/**
 * A manifest that says all that one can, and each of its fields said otherwise: whoever shows
 * manifests to approvers has to show a difference for each, also for one that is added to the schema.
 */
import { z } from 'zod';
import { type Manifest, manifest } from '../../src/manifest/index.ts';

type Whole = Required<Manifest>;

const libssl = { name: 'libssl3', version: '3.0.17', back: ['3.0.16'], isNew: false };
const tls = { kind: 'tls', host: 'mail.example', port: 25 } as const;
const https = { kind: 'https', url: 'https://shop.example/health' } as const;

export const wholeManifest: Whole = {
  format: 1,
  title: 'openssl, DSA-5780-1',
  products: ['debian:12'],
  groups: ['web'],
  packages: [libssl],
  updates: ['KB5039227'],
  removable: ['KB5039211'],
  mayRestart: true,
  probes: [tls, https],
  until: '2024-07-20T00:00:00.000Z',
};

/** By the field's place, `packages.back`. */
export const saidOtherwise: Readonly<Record<string, readonly Partial<Whole>[]>> = {
  title: [{ title: 'curl' }],
  products: [{ products: ['debian:13'] }, { products: ['debian:12', 'debian:13'] }],
  groups: [{ groups: null }, { groups: [] }, { groups: ['web', 'shop'] }],
  packages: [{ packages: [] }, { packages: [libssl, { ...libssl, name: 'openssl' }] }],
  'packages.name': [{ packages: [{ ...libssl, name: 'openssl' }] }],
  'packages.version': [{ packages: [{ ...libssl, version: '3.0.18' }] }],
  'packages.back': [
    { packages: [{ ...libssl, back: [] }] },
    { packages: [{ ...libssl, back: ['3.0.16', '3.0.15'] }] },
  ],
  'packages.isNew': [{ packages: [{ ...libssl, isNew: true }] }],
  updates: [{ updates: [] }, { updates: ['KB5039227', 'KB5039211'] }],
  removable: [{ removable: [] }, { removable: ['KB5039211', 'KB5039227'] }],
  mayRestart: [{ mayRestart: false }],
  probes: [{ probes: [] }, { probes: [tls] }],
  'probes.kind': [{ probes: [tls, { kind: 'https', url: 'https://mail.example:25' }] }],
  'probes.host': [{ probes: [{ ...tls, host: 'shop.example' }, https] }],
  'probes.port': [{ probes: [{ ...tls, port: 465 }, https] }],
  'probes.url': [{ probes: [tls, { ...https, url: 'https://shop.example/' }] }],
  until: [{ until: '2024-07-21T00:00:00.000Z' }],
};

const node = z.looseObject({
  get properties() {
    return z.record(z.string(), node).optional();
  },
  get items() {
    return node.optional();
  },
  get oneOf() {
    return z.array(node).optional();
  },
  get anyOf() {
    return z.array(node).optional();
  },
});
type Node = z.infer<typeof node>;

/** The place of every field that a manifest can have, but for its format, which has one value. */
export function manifestFields(): ReadonlySet<string> {
  const places = new Set(placesIn(node.parse(z.toJSONSchema(manifest))));
  places.delete('format');
  return places;
}

function placesIn({ properties = {}, items, oneOf = [], anyOf = [] }: Node): string[] {
  const own = Object.entries(properties).flatMap(([name, one]) => [
    name,
    ...placesIn(one).map((place) => `${name}.${place}`),
  ]);
  const inner = [...oneOf, ...anyOf, ...(items === undefined ? [] : [items])];
  return [...own, ...inner.flatMap(placesIn)];
}

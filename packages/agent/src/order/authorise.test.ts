import { createHash } from 'node:crypto';
import { compareDebianVersions, parseDebianVersion } from '@daybreak/core/version';
import type { Order } from '@daybreak/protocol/agent';
import type { Manifest } from '@daybreak/protocol/manifest';
import type { Trusted } from '@daybreak/trust/repository';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, authorise, type OrderedHost } from './authorise.ts';

const nowMs = Date.parse('2026-06-09T12:00:00Z');
const path = 'openssl.json';
const hostId = '0b7e6f4e-6c1f-4d1b-9d0c-0a4f6b7f3c11';

const manifest: Manifest = {
  format: 1,
  title: 'openssl',
  products: ['debian:12'],
  groups: ['web'],
  packages: [
    { name: 'libssl3', version: '3.0.22-1', back: ['3.0.19-1'], isNew: false },
    { name: 'libnew', version: '2.0', back: [], isNew: true },
  ],
  updates: ['KB5039212'],
  mayRestart: false,
  probes: [],
  until: '2026-06-20T00:00:00.000Z',
};

const order: Order = {
  id: '7f0f9a52-6f0a-4a55-8f8e-0c9b7fb6a0aa',
  host: hostId,
  action: 'install',
  manifest: path,
  packages: [{ name: 'libssl3', version: '3.0.22-1' }],
  updates: [],
  evidence: 'none',
  leaseMs: 60_000,
};

const host: OrderedHost = {
  id: hostId,
  group: 'web',
  product: 'debian:12',
  installed: new Map([['libssl3', ['3.0.19-1']]]),
  compareVersions: (a, b) => {
    const [one, other] = [parseDebianVersion(a), parseDebianVersion(b)];
    return one && other && compareDebianVersions(one, other);
  },
};

interface Change {
  readonly order?: Partial<Order>;
  readonly manifest?: Partial<Manifest>;
  readonly host?: Partial<OrderedHost>;
  readonly trust?: Partial<Trusted>;
}

function asked(change: Change = {}): Asked {
  const bytes = Buffer.from(JSON.stringify({ ...manifest, ...change.manifest }));
  const trust: Trusted = {
    kind: 'trusted',
    rootVersion: 1,
    pacing: { stopped: false, open: [path] },
    pacingUntilMs: nowMs + 1000,
    manifests: new Map([[path, createHash('sha256').update(bytes).digest('hex')]]),
    ...change.trust,
  };
  return {
    order: { ...order, ...change.order },
    host: { ...host, ...change.host },
    trust,
    manifest: bytes,
    nowMs,
  };
}

const packages = (name: string, version: string) => ({ packages: [{ name, version }] });

describe('an order', () => {
  it.each<[string, Change]>([
    ['just what the manifest has', {}],
    ['what may be new on the host', { order: packages('libnew', '2.0') }],
    ['what is there already', { host: { installed: new Map([['libssl3', ['3.0.22-1']]]) } }],
    ['an update of Windows', { order: { packages: [], updates: ['KB5039212'] } }],
    ['for all groups', { manifest: { groups: null }, host: { group: '' } }],
    [
      'to go back to where the manifest lets it',
      { order: { action: 'roll-back', ...packages('libssl3', '3.0.19-1') } },
    ],
    [
      'to restart where that is allowed',
      { manifest: { mayRestart: true }, order: { action: 'restart', packages: [] } },
    ],
  ])('may be begun: %s', (_, change) => {
    expect(authorise(asked(change))).toEqual([]);
  });

  it.each<[string, Change]>([
    ['the order is for the host', { order: { host: order.id } }],
    ['everything is stopped', { trust: { pacing: { stopped: true, open: [path] } } }],
    ['is not open now', { trust: { pacing: { stopped: false, open: ['other.json'] } } }],
    ['the pacing has expired', { trust: { pacingUntilMs: nowMs } }],
    ['no approvers have signed', { trust: { manifests: new Map() } }],
    ['is not what approvers have signed', { trust: { manifests: new Map([[path, '00']]) } }],
    ['no manifest that this agent knows', { manifest: { format: 2 as 1 } }],
    ['the manifest ended at', { manifest: { until: '2026-06-09T12:00:00.000Z' } }],
    ['the manifest is not for debian:11', { host: { product: 'debian:11' } }],
    ['not for hosts of mail', { host: { group: 'mail' } }],
    ['not for hosts of no group', { host: { group: '' }, manifest: { groups: [''] } }],
    ['does not have libssl3 3.0.23-1', { order: packages('libssl3', '3.0.23-1') }],
    ['does not have libssl3 3.0.19-1', { order: packages('libssl3', '3.0.19-1') }],
    ['does not have curl 1.0', { order: packages('curl', '1.0') }],
    ['does not have KB5039999', { order: { updates: ['KB5039999'] } }],
    ['not on this host, and not to be new', { host: { installed: new Map() } }],
    ['newer than 3.0.22-1', { host: { installed: new Map([['libssl3', ['3.0.23-1']]]) } }],
    ['cannot be compared', { host: { installed: new Map([['libssl3', ['?']]]) } }],
    ['names libssl3 twice', { order: { packages: [...order.packages, ...order.packages] } }],
    ['names nothing', { order: { packages: [] } }],
    ['go back to 3.0.22-1', { order: { action: 'roll-back' } }],
    ['let curl go back', { order: { action: 'roll-back', ...packages('curl', '3.0.19-1') } }],
    [
      'libssl3 is not on this host',
      {
        order: { action: 'roll-back', ...packages('libssl3', '3.0.19-1') },
        host: { installed: new Map() },
      },
    ],
    ['does not allow a restart', { order: { action: 'restart', packages: [] } }],
    ['to restart names packages', { order: { action: 'restart' }, manifest: { mayRestart: true } }],
    ['to probe names packages', { order: { action: 'probe' } }],
  ])('is refused: %s', (reason, change) => {
    const reasons = authorise(asked(change));
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toContain(reason);
  });

  it('is refused where the host believes nobody', () => {
    expect(authorise({ ...asked(), trust: null })).toEqual([
      'this host has no root of trust: it reports, and changes nothing',
    ]);
    const trust = { kind: 'forged', what: 'targets', why: 'unsigned' } as const;
    expect(authorise({ ...asked(), trust })[0]).toContain('forged, targets');
    expect(authorise({ ...asked(), manifest: null })[0]).toContain('could not be had');
  });
});

/** Few names and versions, so that orders meet manifests and hosts often. */
const name = fc.constantFrom('a', 'b', 'c');
const version = fc.constantFrom('1.0', '1.1', '2.0');
const installed = fc.dictionary(name, fc.uniqueArray(version, { minLength: 1, maxLength: 2 }));
const anyManifest: fc.Arbitrary<Partial<Manifest>> = fc.record({
  products: fc.subarray(['debian:12', 'debian:11'], { minLength: 1 }),
  groups: fc.option(fc.subarray(['web', 'mail', '']), { nil: null }),
  packages: fc.array(
    fc.record({ name, version, back: fc.subarray(['1.0', '1.1', '2.0']), isNew: fc.boolean() }),
    { maxLength: 4 },
  ),
  updates: fc.subarray(['KB5039212', 'KB5039999']),
  mayRestart: fc.boolean(),
});
const anyOrder: fc.Arbitrary<Partial<Order>> = fc.record({
  action: fc.constantFrom('install', 'roll-back', 'restart'),
  packages: fc.array(fc.record({ name, version }), { maxLength: 3 }),
  updates: fc.subarray(['KB5039212', 'KB5039999']),
});

describe('nothing outside a manifest', () => {
  it('is ever authorised, whatever is ordered of whatever host', () => {
    let mays = 0;
    fc.assert(
      fc.property(anyManifest, anyOrder, installed, (signed, ordered, here) => {
        const change: Change = {
          manifest: signed,
          order: ordered,
          host: { installed: new Map(Object.entries(here)) },
        };
        const given = asked(change);
        if (authorise(given).length > 0) return;
        mays += 1;
        expectWithin(given.order, { ...manifest, ...signed }, here);
      }),
      { numRuns: 5000 },
    );
    expect(mays).toBeGreaterThan(25);
  });
});

/** What the manifest means, said once more in another way than the code says it. */
function expectWithin(
  { action, packages: ordered, updates }: Order,
  signed: Manifest,
  here: Record<string, readonly string[]>,
): void {
  expect(signed.products).toContain('debian:12');
  expect(signed.groups ?? ['web']).toContain('web');
  if (action === 'restart') {
    expect([signed.mayRestart, ordered, updates]).toEqual([true, [], []]);
    return;
  }
  const pairs = signed.packages.flatMap(({ name, version, back, isNew }) =>
    action === 'install'
      ? [`${name} ${version} ${isNew}`, ...(name in here ? [`${name} ${version}`] : [])]
      : back.map((older) => `${name} ${older}`),
  );
  for (const one of ordered) {
    const wanted = one.name in here ? '' : ' true';
    expect(pairs.map((pair) => pair.replace(/ (?:true|false)$/, wanted))).toContain(
      `${one.name} ${one.version}${wanted}`,
    );
    if (action === 'roll-back') expect(here).toHaveProperty([one.name]);
    else expect((here[one.name] ?? []).filter((now) => now > one.version)).toEqual([]);
  }
  expect(action === 'install' ? signed.updates : []).toEqual(expect.arrayContaining(updates));
}

import type { HostAgent, OfferedUpdate } from '@daybreak/protocol/agent';
import type { InstalledOnHost } from '@daybreak/protocol/host';
import { expect, it } from 'vitest';
import { openssl } from '../../tests/support/trust-view.ts';
import { orderedBy } from './ordered-by.ts';

const manifest = {
  ...openssl.manifest,
  packages: [
    { name: 'libssl3', version: '2', back: ['1', '0'], isNew: false },
    { name: 'openssl', version: '2', back: ['1'], isNew: false },
    { name: 'ssl-extra', version: '2', back: ['1'], isNew: true },
  ],
  updates: ['KB5039227', 'KB5039211'],
};
const libssl = {
  ...{ name: 'libssl3', architecture: 'amd64', version: '1' },
  state: 'installed' as const,
};
const debian: InstalledOnHost = {
  system: 'debian',
  packages: [{ ...libssl, source: 'openssl', sourceVersion: '1' }],
};
const windows: InstalledOnHost = { system: 'windows', updates: [], complete: true };

/** An agent whose update service offered these at a time; null for never. */
function offered(at: string | null, ...updates: string[]): HostAgent['agent'] {
  const about = { title: '', categories: [], severity: '', cves: null, isRemovable: true };
  const offers = updates.map((update): OfferedUpdate => ({ update, ...about }));
  return {
    ...{ keyId: 'a', enrolledAt: time, lastContact: time, pollSeconds: 300, isSilent: false },
    ...{ revokedAt: null, clone: null, status: null, watch: null, health: null },
    candidates: { at, said: [], updates: offers },
  };
}
const time = '2024-06-20T08:00:00.000Z';

it('an order is for what the host has, or what may be new to it', () => {
  expect(orderedBy(manifest, { installed: debian, agent: null })).toEqual({
    packages: [
      { name: 'libssl3', version: '2' },
      { name: 'ssl-extra', version: '2' },
    ],
    updates: [],
  });
});

it('of Windows it is for updates that the host lacks and is offered', () => {
  const agent = offered(time, 'KB5039211', 'KB4589210');
  const by = (installed: InstalledOnHost) => orderedBy(manifest, { installed, agent }).updates;
  expect(by(windows)).toEqual(['KB5039211']);
  expect(by({ ...windows, updates: ['KB5039211'] })).toEqual([]);
});

it('what is offered counts only where the update service has answered', () => {
  for (const agent of [null, offered(null)]) {
    expect(orderedBy(manifest, { installed: windows, agent }).updates).toEqual(manifest.updates);
  }
  expect(orderedBy(manifest, { installed: windows, agent: offered(time) }).updates).toEqual([]);
});

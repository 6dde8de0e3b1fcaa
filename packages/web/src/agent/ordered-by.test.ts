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
  updates: ['KB5039227'],
};
const libssl = {
  name: 'libssl3',
  architecture: 'amd64',
  version: '1',
  state: 'installed',
} as const;
const debian: InstalledOnHost = {
  system: 'debian',
  packages: [{ ...libssl, source: 'openssl', sourceVersion: '1' }],
};
const windows: InstalledOnHost = { system: 'windows', updates: [], complete: true };

it('an order is for what the host has, or what may be new to it', () => {
  expect(orderedBy(manifest, 'install', debian)).toEqual({
    packages: [
      { name: 'libssl3', version: '2' },
      { name: 'ssl-extra', version: '2' },
    ],
    updates: [],
  });
  expect(orderedBy(manifest, 'install', windows)).toEqual({
    packages: [],
    updates: ['KB5039227'],
  });
});

it('going back is to the first version that the manifest names, of what the host has', () => {
  expect(orderedBy(manifest, 'roll-back', debian)).toEqual({
    packages: [{ name: 'libssl3', version: '1' }],
    updates: [],
  });
  expect(orderedBy(manifest, 'roll-back', windows)).toEqual({ packages: [], updates: [] });
});

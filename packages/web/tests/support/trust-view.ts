/** A root and an open manifest, for the tests of what the screens make of them. */
import type { TrustView } from '@daybreak/protocol/trust';

type Root = NonNullable<TrustView['root']>;

export const openssl: TrustView['manifests'][number] = {
  path: 'openssl.json',
  sha256: 'a'.repeat(64),
  isOpen: true,
  manifest: {
    format: 1,
    title: 'openssl, DSA-5780-1',
    products: ['debian:12'],
    groups: null,
    packages: [{ name: 'libssl3', version: '3.0.17-1~deb12u3', back: [], isNew: false }],
    updates: [],
    mayRestart: false,
    probes: [],
    until: '2024-07-20T00:00:00.000Z',
  },
};

export function trustOf(more: Partial<TrustView> = {}, root: Partial<Root> = {}): TrustView {
  return {
    root: {
      ...{ version: 1, sha256: 'b'.repeat(64), expires: '2025-06-20T08:00:00.000Z' },
      ...{ threshold: 1, serverKey: 'c'.repeat(64) },
      approvers: [{ keyId: 'd'.repeat(64), name: 'Ada', publicKey: 'e'.repeat(64) }],
      ...root,
    },
    manifests: [openssl],
    manifestsExpire: '2024-09-18T08:00:00.000Z',
    pacing: { stopped: false, changedBy: 'Ada', changedAt: '2024-06-20T07:00:00.000Z' },
    proposals: [],
    ...more,
  };
}

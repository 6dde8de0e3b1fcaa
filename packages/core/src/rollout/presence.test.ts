import { describe, expect, it } from 'vitest';
import type { DebianHost, DebianPackage } from '../inventory/index.ts';
import { presenceOf } from './index.ts';

function hostWith(...rows: readonly (readonly [string, string, DebianPackage['state']?])[]) {
  const packages = rows.map(([name, version, state = 'installed']) => {
    return { name, version, state, architecture: 'amd64', source: name, sourceVersion: version };
  });
  const debian: DebianHost = {
    ...{ name: 'web-1', domain: '', osName: 'Debian GNU/Linux 12', distribution: 'debian' },
    ...{ release: '12', architecture: 'amd64', kernel: '6.1.0', packages },
  };
  return debian;
}

describe('what a rollout brings', () => {
  const wanted = {
    updates: ['KB5039227'],
    packages: [
      { name: 'openssl', version: '3.0.17-1~deb12u3' },
      { name: 'libssl3', version: '3.0.17-1~deb12u3' },
    ],
  };

  it('is there where every package is at its version or a newer one', () => {
    const host = hostWith(['openssl', '3.0.17-1~deb12u3'], ['libssl3', '3.0.20-1~deb12u1']);
    expect(presenceOf(host, wanted)).toBe('there');
  });

  it('is not there where one is older, missing, or half done', () => {
    const openssl = ['openssl', '3.0.17-1~deb12u3'] as const;
    expect(presenceOf(hostWith(openssl, ['libssl3', '3.0.17-1~deb12u2']), wanted)).toBe(
      'not-there',
    );
    expect(presenceOf(hostWith(openssl), wanted)).toBe('not-there');
    const half = hostWith(openssl, ['libssl3', '3.0.17-1~deb12u3', 'half-done']);
    expect(presenceOf(half, wanted)).toBe('not-there');
  });
});

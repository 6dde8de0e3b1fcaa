import { describe, expect, it } from 'vitest';
import { openssl } from '../../tests/support/trust-view.ts';
import { changeIn, noChange, rootIn, withManifest, withoutManifest } from './proposal-text.ts';

const { manifest } = openssl;
const text = JSON.stringify(manifest, null, 2);
const nginx = { ...manifest, title: 'nginx' };

describe('what a proposal changes', () => {
  it('is nothing where it has just what is approved', () => {
    expect(changeIn({ manifests: { 'openssl.json': text } }, [openssl])).toEqual(noChange);
  });

  it('is what it adds, what it replaces and what it leaves out', () => {
    const longer = { ...manifest, until: '2024-08-01T00:00:00.000Z' };
    const manifests = {
      'openssl.json': JSON.stringify(longer),
      'nginx.json': JSON.stringify(nginx),
      'damaged.json': '{',
    };
    expect(changeIn({ manifests }, [openssl, { ...openssl, path: 'curl.json' }])).toEqual({
      add: [
        { path: 'openssl.json', manifest: longer },
        { path: 'nginx.json', manifest: nginx },
      ],
      remove: ['curl.json'],
    });
  });

  it('is proposed again with another manifest, which takes the place of its name', () => {
    const before = { add: [{ path: 'nginx.json', manifest }], remove: ['curl.json'] };
    expect(withManifest(before, 'nginx.json', nginx)).toEqual({
      add: [{ path: 'nginx.json', manifest: nginx }],
      remove: ['curl.json'],
    });
    expect(withManifest(before, 'curl.json', nginx).remove).toEqual([]);
    expect(withoutManifest(before, 'nginx.json')).toEqual({
      add: [],
      remove: ['curl.json', 'nginx.json'],
    });
  });
});

describe('a proposed root', () => {
  it('names its approvers, or the beginning of the key where nobody has', () => {
    const keyids = ['a'.repeat(64), 'b'.repeat(64)];
    const roles = {
      root: { keyids, threshold: 2 },
      timestamp: { keyids: ['c'.repeat(64)], threshold: 1 },
    };
    const signed = { approvers: { [keyids[0] ?? '']: 'Ada' }, roles };
    expect(rootIn({ metadata: { signed } })).toEqual({
      approvers: ['Ada', 'bbbbbbbbbbbb'],
      threshold: 2,
      serverKey: 'c'.repeat(64),
    });
    expect(rootIn({ metadata: { signed: {} } })).toBeNull();
  });
});

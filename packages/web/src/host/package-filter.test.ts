import type { DebianPackage } from '@daybreak/protocol/host';
import { describe, expect, it } from 'vitest';
import { countPackages, filterPackages, worstFirst } from './package-filter.ts';

const one = (name: string, state: DebianPackage['state'], source = name): DebianPackage => ({
  name,
  architecture: 'amd64',
  version: '1.0-1',
  source,
  sourceVersion: '1.0-1',
  state,
});
const packages = [
  one('bash', 'installed'),
  one('libssl3', 'held', 'openssl'),
  one('nginx', 'half-done'),
  one('openssl', 'installed'),
];
const names = (found: readonly DebianPackage[]) => found.map(({ name }) => name);

describe('packages', () => {
  it('are counted by state', () => {
    expect(countPackages(packages)).toEqual({ 'half-done': 1, held: 1, installed: 2 });
  });

  it('are found by name and by source, in any case', () => {
    expect(names(filterPackages(packages, null, ' OpenSSL '))).toEqual(['libssl3', 'openssl']);
    expect(names(filterPackages(packages, 'held', ''))).toEqual(['libssl3']);
    expect(filterPackages(packages, 'half-done', 'bash')).toEqual([]);
  });

  it('stand with what needs somebody first, then as they came', () => {
    expect(names(worstFirst(packages))).toEqual(['nginx', 'libssl3', 'bash', 'openssl']);
  });
});

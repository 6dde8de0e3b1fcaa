import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { beyondOrder, misnamed, parseInstalled, parseSimulation } from './index.ts';

const line = (name: string, status: string) => `${name}\t1.0-1\tamd64\tsource\t1.0-1\t${status}`;

describe('what is ordered', () => {
  it.each([
    ['-oDPkg::Pre-Invoke::', 'touch /tmp/x'],
    ['--reinstall', '1.0'],
    ['Web', '1.0'],
    ['web/stable', '1.0'],
    ['web', ''],
    ['web', '1.0-'],
    ['web', '1.0 other'],
    ['', '1.0'],
  ])('is no package where it is %j at %j', (name, version) => {
    expect(misnamed([{ name, version }])).toHaveLength(1);
  });

  it('is what the archive has', () => {
    const order = [
      { name: 'libstdc++6', version: '12.2.0-14+deb12u1' },
      { name: 'bind9', version: '1:9.18.28-1~deb12u2' },
      { name: '0ad', version: '0.0.26-3' },
    ];
    expect(misnamed(order)).toEqual([]);
  });
});

describe('what dpkg has', () => {
  it('is told with what is held, half done, or gone but for its settings', () => {
    const text = [
      line('a', 'install ok installed'),
      line('b', 'hold ok installed'),
      line('c', 'install ok half-configured'),
      line('d', 'install reinstreq installed'),
      line('e', 'deinstall ok config-files'),
      '',
    ].join('\n');
    const told = parseInstalled(text).map(({ name, isHeld, state }) => [name, isHeld, state]);
    expect(told).toEqual([
      ['a', false, 'installed'],
      ['b', true, 'installed'],
      ['c', false, 'half-done'],
      ['d', false, 'half-done'],
    ]);
  });

  it.each(['nonsense', 'a\t1', line('', 'install ok installed')])('is not %j', (text) => {
    expect(() => parseInstalled(text)).toThrow('dpkg-query, line 1: not a package');
  });

  const real = join(import.meta.dirname, '../../../../../shared/data/debian12-host/dpkg-query.tsv');
  it.skipIf(!existsSync(real))('is read whole from a real host', () => {
    const packages = parseInstalled(readFileSync(real, 'utf8'));
    expect(packages).toHaveLength(717);
    expect(packages.every(({ state, source }) => state === 'installed' && source !== '')).toBe(
      true,
    );
  });
});

const upgrade = `NOTE: This is only a simulation!
Reading package lists...
Inst libssl-dev [3.0.19-1~deb12u2] (3.0.22-1~deb12u2 Debian-Security:12/oldstable-security [amd64]) []
Inst libssl3 [3.0.19-1~deb12u2] (3.0.22-1~deb12u2 Debian:12.15/oldstable, Debian-Security:12/oldstable-security [amd64])
Inst libnew (1:2.0-1 Fleet:1/stable [all])
Conf libssl3 (3.0.22-1~deb12u2 Debian-Security:12/oldstable-security [amd64])
`;

describe('what apt would do', () => {
  it('is read from its simulation', () => {
    const { installs, removes } = parseSimulation(`${upgrade}Remv old [1.0]\nPurg older [1.0]\n`);
    expect(removes).toEqual(['old', 'older']);
    expect(installs).toMatchObject([
      { name: 'libssl-dev', from: '3.0.19-1~deb12u2', to: '3.0.22-1~deb12u2' },
      { origins: ['Debian:12.15/oldstable', 'Debian-Security:12/oldstable-security'] },
      { name: 'libnew', from: null, to: '1:2.0-1', architecture: 'all' },
    ]);
  });

  it.each(['Inst libssl3', 'Inst libssl3 [1.0] (2.0', 'Remv'])('is never guessed: %j', (text) => {
    expect(() => parseSimulation(text)).toThrow('apt would');
  });

  it('may be what is ordered, and nothing else', () => {
    const version = '3.0.22-1~deb12u2';
    const order = [
      { name: 'libssl-dev', version },
      { name: 'libssl3', version },
    ];
    const all = [...order, { name: 'libnew', version: '1:2.0-1' }];
    expect(beyondOrder(parseSimulation(upgrade), all)).toEqual([]);
    expect(beyondOrder(parseSimulation(upgrade), order)).toEqual([
      'apt would also install libnew 1:2.0-1, which is not ordered',
    ]);
    expect(beyondOrder(parseSimulation(`${upgrade}Remv nginx [1.22]`), all)).toEqual([
      'apt would remove nginx',
    ]);
    const older = [...all.slice(1), { name: 'libssl-dev', version: '3.0.20-1~deb12u1' }];
    expect(beyondOrder(parseSimulation(upgrade), older)).toEqual([
      'apt would install libssl-dev 3.0.22-1~deb12u2, and 3.0.20-1~deb12u1 is ordered',
    ]);
  });
});

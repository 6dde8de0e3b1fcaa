import { describe, expect, it } from 'vitest';
import { isPastSupport, supportOf } from './support.ts';
import type { WindowsHost } from './windows-host.ts';

const host = (facts: Partial<WindowsHost>): WindowsHost => ({
  name: 'ORCHID',
  osName: 'Microsoft Windows',
  family: 'Windows 10',
  edition: 'Pro',
  release: '22H2',
  architecture: 'x64',
  servicePack: 0,
  version: '10.0.19045',
  build: 19045,
  revision: null,
  serverCore: null,
  role: null,
  domain: '',
  installed: { updates: [], stated: null, complete: false },
  ...facts,
});

describe('supportOf', () => {
  it.each([
    [{}, '2025-10-14'],
    [{ release: '1809' }, '2020-11-10'],
    [{ release: '1809', edition: 'Education N' }, '2021-05-11'],
    [{ release: '1809', edition: 'Pro Education' }, '2020-11-10'],
    [{ release: '1809', edition: 'Enterprise LTSC' }, '2029-01-09'],
    [{ release: '21H2', edition: 'Enterprise LTSC' }, '2027-01-12'],
    [{ release: '21H2', edition: 'IoT Enterprise LTSC' }, '2032-01-13'],
    [{ family: 'Windows 11', release: '24H2', edition: 'Home' }, '2026-10-13'],
    [{ family: 'Windows Server 2008 R2', release: '', servicePack: 1 }, '2020-01-14'],
    [{ family: 'Windows Server 2008 R2', release: '', servicePack: 0 }, '2013-04-09'],
    [{ family: 'Windows XP', release: '', servicePack: 2, architecture: 'x86' }, '2010-07-13'],
    [{ family: 'Windows XP', release: '', servicePack: 2, architecture: 'x64' }, '2014-04-08'],
    [{ family: 'Windows Server', release: '1909' }, '2021-05-11'],
  ] as const)('of %j is %s', (facts, ends) => {
    expect(supportOf(host(facts)).ends).toBe(ends);
  });

  it('gives no date where the edition decides and cannot be seen, nor for what it does not know', () => {
    expect(supportOf(host({ release: '21H2', edition: '' })).ends).toBeNull();
    expect(supportOf(host({ release: '', build: 30000 })).ends).toBeNull();
    expect(supportOf(host({ edition: 'Embedded Standard' })).ends).toBeNull();
  });

  it('names what may still be bought', () => {
    expect(supportOf(host({})).note).toContain('2028-10-10');
  });
});

describe('isPastSupport', () => {
  it('begins on the day after the last', () => {
    expect(isPastSupport(host({}), '2025-10-14')).toBe(false);
    expect(isPastSupport(host({}), '2025-10-15')).toBe(true);
  });

  it('is not claimed of a product whose end is not known', () => {
    expect(isPastSupport(host({ release: '' }), '2099-01-01')).toBe(false);
  });
});

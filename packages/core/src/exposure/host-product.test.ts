import { describe, expect, it } from 'vitest';
import { host } from '../../tests/invented.ts';
import type { WindowsHost } from '../inventory/index.ts';
import { productIdOfHost } from './host-product.ts';

const table: readonly (readonly [string, Partial<WindowsHost>])[] = [
  ['windows-server-2022-x64', {}],
  ['windows-server-2022-x64-core', { serverCore: true }],
  // What calls itself Windows Server 2022 and is the 23H2 edition.
  ['windows-server-23h2-x64', { build: 25398, serverCore: true }],
  ['windows-server-20h2-x64', { family: 'Windows Server', release: '20H2', serverCore: true }],
  ['windows-11-21h2-x64', { family: 'Windows 11', release: '21H2', build: 22000 }],
  ['windows-10-1803-x86', { family: 'Windows 10', release: '1803', architecture: 'x86' }],
  ['windows-7-sp1-x64', { family: 'Windows 7', servicePack: 1 }],
  // First released at what they call Service Pack 1.
  ['windows-server-2008-x64', { family: 'Windows Server 2008', servicePack: 1 }],
  ['windows-server-2008-sp2-x64', { family: 'Windows Server 2008', servicePack: 2 }],
  ['windows-xp-x64', { family: 'Windows XP', servicePack: 1 }],
  ['windows-xp-sp1-x86', { family: 'Windows XP', servicePack: 1, architecture: 'x86' }],
  ['windows-server-2003-x64', { family: 'Windows Server 2003', servicePack: 1 }],
  [
    'windows-server-2003-sp2-x86',
    { family: 'Windows Server 2003 R2', servicePack: 2, architecture: 'x86' },
  ],
  ['windows-server-2003-x64', { family: 'Windows Server 2003 R2', servicePack: 1 }],
];

describe('the product that bulletins mean', () => {
  it.each(table)('is %s for %j', (id, facts) => {
    expect(productIdOfHost(host({ serverCore: null, ...facts }))).toBe(id);
  });
});

import { describe, expect, it } from 'vitest';
import { productId, productName, readWindowsProduct } from './product.ts';

/** What a vendor writes, and the product it means. */
const names = `
Windows 10 for 32-bit Systems | windows-10-1507-x86
Windows 10 for x64-based Systems | windows-10-1507-x64
Windows 10 Version 21H2 for ARM64-based Systems | windows-10-21h2-arm64
Windows 10 Version 1809 for x64-based Systems | windows-10-1809-x64
Windows 11 for x64-based Systems | windows-11-21h2-x64
Windows 11 version 21H2 for x64-based Systems | windows-11-21h2-x64
Windows 11 Version 24H2 for ARM64-based Systems | windows-11-24h2-arm64
Windows 7 for 32-bit Systems Service Pack 1 | windows-7-sp1-x86
Windows 7 for x64-based Systems | windows-7-x64
Windows 8.1 for x64-based systems | windows-8.1-x64
Windows Server 2008 for x64-based Systems Service Pack 2 (Server Core installation) | windows-server-2008-sp2-x64-core
Windows Server 2008 R2 for Itanium-Based Systems Service Pack 1 | windows-server-2008-r2-sp1-ia64
Windows Server 2012 R2 (Server Core installation) | windows-server-2012-r2-x64-core
Windows Server 2022  (Server Core installation) | windows-server-2022-x64-core
Windows Server 2022 | windows-server-2022-x64
Windows Server 2022, 23H2 Edition (Server Core installation) | windows-server-23h2-x64
Windows Server, version 20H2 (Server Core Installation) | windows-server-20h2-x64
Windows Server 2025 (Server Core installation) | windows-server-2025-x64-core
Microsoft Windows XP Professional x64 Edition Service Pack 2 | windows-xp-sp2-x64
Microsoft Windows XP 64-Bit Edition | windows-xp-ia64
Microsoft Windows XP Service Pack 3 | windows-xp-sp3-x86
Microsoft Windows Server 2003 x64 Edition | windows-server-2003-x64
Microsoft Windows Server 2003 with Service Pack 1 for Itanium-based Systems | windows-server-2003-sp1-ia64
Windows Server 2003 R2 x64 Edition Service Pack 2 | windows-server-2003-sp2-x64
Microsoft Windows Vista x64 Edition Service Pack 1 | windows-vista-sp1-x64
Microsoft Windows 2000 Professional Service Pack 4 | windows-2000-sp4-x86
`
  .trim()
  .split('\n')
  .map((line) => line.split(' | '));

describe('a product name', () => {
  it.each(names)('%s is %s', (name = '', id) => {
    const product = readWindowsProduct(name);
    expect(product && productId(product)).toBe(id);
  });

  it.each([
    'Windows Server 2022 Datacenter: Azure Edition',
    'Microsoft .NET Framework 4.8 on Windows Server 2022',
    'Windows RT 8.1',
    'Windows 10 Mobile',
    'Windows Server',
    'Windows 12 for x64-based Systems',
    'Windows 10 Version 21H2 for MIPS-based Systems',
    'Windows Admin Center',
    'Microsoft Windows Small Business Server 2003 R2',
    '',
  ])('that is none of a Windows system means none: %s', (name) => {
    expect(readWindowsProduct(name)).toBeNull();
  });

  it('keeps products apart whose names begin alike', () => {
    const ids = ['Windows Server 2022', 'Windows Server 2022, 23H2 Edition'].map((name) => {
      const product = readWindowsProduct(name);
      return product && productId(product);
    });
    expect(new Set(ids).size).toBe(2);
  });

  it('is written for people', () => {
    const product = readWindowsProduct(
      'Windows Server 2008 R2 for x64-based Systems Service Pack 1 (Server Core installation)',
    );
    expect(product && productName(product)).toBe('Windows Server 2008 R2 SP1 (x64, Server Core)');
  });
});

import { describe, expect, it } from 'vitest';
import { readWindowsProduct } from '../bulletin/index.ts';
import { runsOn } from './runs-on.ts';

const applications = [
  'Microsoft SQL Server 2000 SP4',
  'Microsoft SQL Server 2005 SP4',
  'Microsoft SQL Server 2008 R2 SP3 (QFE)',
  'Microsoft SQL Server 2012 SP4 (QFE)',
  'Microsoft SQL Server 2014 SP3 (CU)',
  'Microsoft SQL Server 2016 SP3 (GDR)',
  'Microsoft SQL Server 2017 (GDR)',
  'Microsoft SQL Server 2019 (CU)',
  'Microsoft SQL Server 2099 (GDR)',
  'Microsoft .NET Core 3.1',
  'Microsoft .NET 8.0',
  'Microsoft .NET 10.0',
  'Microsoft .NET 99.0',
];

describe('what runs on', () => {
  it.each([
    ['Windows 2000 Service Pack 4', '2000, 2005'],
    ['Windows Server 2003 Service Pack 2', '2000, 2005, 2008 R2'],
    [
      'Windows Server 2008 R2 for x64-based Systems Service Pack 1',
      '2005, 2008 R2, 2012, 2014, 3.1',
    ],
    ['Windows Server 2012 R2', '2008 R2, 2012, 2014, 2016, 2017, 3.1, 8.0, 10.0, 99.0'],
    ['Windows Server 2019', '2012, 2014, 2016, 2017, 2019, 2099, 3.1, 8.0, 10.0, 99.0'],
    ['Windows Server 2022 (Server Core installation)', '2017, 2019, 2099, 3.1, 8.0, 10.0, 99.0'],
    ['Windows Server 2025', '2019, 2099, 3.1, 8.0, 10.0, 99.0'],
    ['Windows 10 Version 22H2 for 32-bit Systems', '2012, 2014, 3.1, 8.0, 10.0, 99.0'],
    ['Windows 8.1 for x64-based Systems', '2008 R2, 2012, 2014, 2016, 2017, 3.1'],
    ['Windows Server 2008 R2 for Itanium-based Systems Service Pack 1', '2005, 2008 R2'],
    ['Windows 11 Version 23H2 for ARM64-based Systems', '3.1, 8.0, 10.0, 99.0'],
  ])('%s: %s', (name, versions) => {
    const product = readWindowsProduct(name);
    if (product === null) throw new Error(`not a product: ${name}`);
    const found = applications.filter((one) => runsOn(one, product));
    const version = (one: string) => /\d{4}(?: R2)?|\d+\.\d/.exec(one)?.[0];
    expect(found.map(version).join(', ')).toBe(versions);
  });
});

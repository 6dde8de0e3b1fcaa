import { describe, expect, it } from 'vitest';
import { readApplication } from './application.ts';

describe("an application's name", () => {
  it.each([
    ['Microsoft SQL Server 2022 for x64-based Systems (CU 24)', 'Microsoft SQL Server 2022 (CU)'],
    ['Microsoft SQL Server 2025 for x64-based Systems (CU2)', 'Microsoft SQL Server 2025 (CU)'],
    ['Microsoft SQL Server 2019 for x64-based Systems (GDR)', 'Microsoft SQL Server 2019 (GDR)'],
    [
      'Microsoft SQL Server 2008 R2 for x64-Based Systems Service Pack 3 (QFE)',
      'Microsoft SQL Server 2008 R2 SP3 (QFE)',
    ],
    [
      'Microsoft SQL Server 2014 Service Pack 3 for 32-bit Systems (CU 4)',
      'Microsoft SQL Server 2014 SP3 (CU)',
    ],
    [
      'Microsoft SQL Server 2016 for x64-based Systems Service Pack 3 Azure Connect Feature Pack',
      'Microsoft SQL Server 2016 SP3 Azure Connect Feature Pack',
    ],
    [
      'Microsoft SQL Server 2016 for x64-based Systems Service Pack 3 Azure Connectivity Pack',
      'Microsoft SQL Server 2016 SP3 Azure Connect Feature Pack',
    ],
    ['SQL Server 2005 x64 Edition with SP2', 'Microsoft SQL Server 2005 SP2'],
    ['SQL Server 2000 Itanium-based Edition Service Pack 4', 'Microsoft SQL Server 2000 SP4'],
    [
      'Microsoft SQL Server 2005 Express Edition with Advanced Services Service Pack 4',
      'Microsoft SQL Server 2005 Express Edition with Advanced Services SP4',
    ],
    ['.NET 8.0 installed on Windows', 'Microsoft .NET 8.0'],
    ['.NET 8.0', 'Microsoft .NET 8.0'],
    ['.NET Core 3.1', 'Microsoft .NET Core 3.1'],
  ])('%s is %s', (name, application) => {
    expect(readApplication(name)).toBe(application);
  });

  it.each([
    '.NET 8.0 installed on Linux',
    '.NET 8.0 installed on Mac OS',
    'SQL Server 2019 for Linux Containers',
    'SQL Server Management Studio 18.6',
    'Microsoft ODBC Driver 17 for SQL Server on Windows',
    'Microsoft Office 2016 (64-bit edition)',
    'Microsoft .NET Framework 4.8',
    'Azure Database for PostgreSQL Flexible Server 16',
    '',
  ])('%s is none', (name) => {
    expect(readApplication(name)).toBeNull();
  });
});

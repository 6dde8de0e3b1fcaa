import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMicrosoftLinux, isWindowsSystem, splitProduct } from './product.ts';
import { readAdvisory, readKb, readUpdateList } from './update.ts';

describe('splitProduct', () => {
  it.each([
    ['Internet Explorer 11 on Windows Server 2012', 'Internet Explorer 11', 'Windows Server 2012'],
    [
      'Microsoft .NET Framework 3.5 AND 4.8 on Windows 10 Version 1809 for 32-bit Systems',
      'Microsoft .NET Framework 3.5 AND 4.8',
      'Windows 10 Version 1809 for 32-bit Systems',
    ],
    ['Windows Server 2022 ', '', 'Windows Server 2022'],
    [
      'Microsoft ODBC Driver 17 for SQL Server on Linux',
      '',
      'Microsoft ODBC Driver 17 for SQL Server on Linux',
    ],
    [
      'Microsoft Silverlight 5 when installed on Microsoft Windows (32-bit)',
      '',
      'Microsoft Silverlight 5 when installed on Microsoft Windows (32-bit)',
    ],
    ['azl3 kernel 6.6.92.2-1 on Azure Linux 3.0', '', 'azl3 kernel 6.6.92.2-1 on Azure Linux 3.0'],
  ])('splits "%s"', (name, component, product) => {
    expect(splitProduct(name)).toEqual({ component, product });
  });
});

describe('isWindowsSystem', () => {
  it.each([
    ['Windows Server, version 1803  (Server Core Installation)', true],
    ['Microsoft Windows XP Professional x64 Edition', true],
    ['Windows RT 8.1', true],
    ['Windows 10 HLK Version 22H2', false],
    ['Windows Server Update Services 3.0', false],
    ['Windows Defender', false],
    ['Windows 100', false],
  ])('%s: %s', (name, expected) => {
    expect(isWindowsSystem(name)).toBe(expected);
  });
});

describe('isMicrosoftLinux', () => {
  it.each([
    ['azl3 kernel 6.6.92.2-1 on Azure Linux 3.0', true],
    ['python2-2.7.18-5.cm1.x86_64.rpm on CBL Mariner 1.0 x64', true],
    ['cbl2 curl 8.8.0-1 on CBL Mariner 2.0', true],
    ['Azure Linux Guest Agent', false],
    ['Windows Server 2022', false],
  ])('%s: %s', (name, expected) => {
    expect(isMicrosoftLinux(name)).toBe(expected);
  });
});

describe('readUpdateList', () => {
  it.each([
    ['5037782; 5037783', ['KB5037782', 'KB5037783']],
    ['MS16-087, 3170455; MS16-110, 3178539', ['KB3170455', 'KB3178539']],
    ['3118389<br><br>4022173', ['KB3118389', 'KB4022173']],
    ['4534251\n', ['KB4534251']],
    ['KB921883', ['KB921883']],
    ['2883200;SP81X86', ['KB2883200', 'SP81X86']],
    ['4011586<br><br>4011586', ['KB4011586']],
    ['None', []],
    ['20.0.1', []],
    ['3203467, 50185', ['KB3203467']],
  ])('reads %j', (text, updates) => {
    expect(readUpdateList(text)).toEqual(updates);
  });

  it('gives names of updates only, each once, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const updates = readUpdateList(text);
        expect(new Set(updates).size).toBe(updates.length);
        for (const update of updates) expect(update).toMatch(/^(?:KB\d{6,8}|SP[A-Z0-9]+)$/);
      }),
    );
  });
});

describe('readKb', () => {
  it('takes a number with or without its letters, and no text around it', () => {
    expect([readKb('5039217'), readKb(' kb5039217 '), readKb('Release 5039217')]).toEqual([
      'KB5039217',
      'KB5039217',
      null,
    ]);
  });
});

describe('readAdvisory', () => {
  it.each([
    ['cve-2024-30069', 'CVE-2024-30069'],
    ['CVE-2023-38039 mariner - do not use this one', 'CVE-2023-38039'],
    ['ADV200001', 'ADV200001'],
    [' SP7X64SP1 ', 'SP7X64SP1'],
  ])('reads "%s" as %s', (text, advisory) => {
    expect(readAdvisory(text)).toBe(advisory);
  });
});

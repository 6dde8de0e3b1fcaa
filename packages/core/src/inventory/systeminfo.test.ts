import { describe, expect, it } from 'vitest';
import { readSysteminfo } from './systeminfo.ts';

const lily = `
Host Name:                 LILY
OS Name:                   Microsoft Windows 7 Professional
OS Version:                6.1.7601 Service Pack 1 Build 7601
OS Manufacturer:           Microsoft Corporation
OS Configuration:          Member Workstation
OS Build Type:             Multiprocessor Free
Registered Owner:          Gardener: the head one
Registered Organization:
System Model:              X64 Deluxe PC
System Type:               X86-based PC
Processor(s):              1 Processor(s) Installed.
                           [01]: x64 Family 6 Model 158 Stepping 9 GenuineIntel ~2808 Mhz
BIOS Version:              10.0.14393
System Locale:             en-us;English (United States)
Virtual Memory: Max Size:  4,094 MB
Virtual Memory: Available: 3,015 MB
Virtual Memory: In Use:    1,079 MB
Page File Location(s):     C:\\pagefile.sys
                           D:\\pagefile.sys
Domain:                    garden.example
Logon Server:              \\\\GATE
Hotfix(s):                 4 Hotfix(s) Installed.
                           [01]: File 1
                           [02]: KB2534111
                           [03]: {7A068575-0000-0000-0000-3895D0C69B17}
                           [04]: KB976902
Network Card(s):           1 NIC(s) Installed.
                           [01]: KB Networks 5000000
                                 IP address(es)
                                 [01]: 192.0.2.7
`;

const hostOf = (text: string) => readSysteminfo(text).hosts[0]?.host;
const installedOf = (text: string) => hostOf(text)?.installed;

describe('readSysteminfo', () => {
  it('finds each fact by its place and shape', () => {
    expect(readSysteminfo(lily)).toEqual({
      problems: [],
      hosts: [
        {
          line: 2,
          host: {
            name: 'LILY',
            osName: 'Microsoft Windows 7 Professional',
            family: 'Windows 7',
            edition: 'Professional',
            release: '',
            architecture: 'x86',
            servicePack: 1,
            version: '6.1.7601',
            build: 7601,
            revision: null,
            serverCore: false,
            role: 'workstation',
            domain: 'garden.example',
            installed: { updates: ['KB976902', 'KB2534111'], stated: 4, complete: true },
          },
        },
      ],
    });
  });

  it('reads a revision where there is one', () => {
    expect(hostOf(lily.replace('6.1.7601 Service', '6.1.7601.24545 Service'))?.revision).toBe(
      24545,
    );
  });

  it('reads values between the marks of right-to-left consoles', () => {
    expect(hostOf(lily.replace('LILY', '\u200eLILY\u200f').replace('6.1.', '\u200e6.1.'))).toEqual(
      hostOf(lily),
    );
  });

  it('reads text that is indented as a whole, or has CR CR LF at its line ends', () => {
    expect(hostOf(lily.replaceAll('\n', '\n    '))).toEqual(hostOf(lily));
    expect(hostOf(lily.replaceAll('\n', '\r\r\n'))).toEqual(hostOf(lily));
  });

  it('reads hosts that follow one another in one text', () => {
    const rose = lily.replaceAll('LILY', 'ROSE').replace('X86-based', 'x64-based');
    const { hosts } = readSysteminfo(`C:\\>systeminfo\n${lily}\n${rose}`);
    expect(hosts.map(({ host, line }) => [host.name, host.architecture, line])).toEqual([
      ['LILY', 'x86', 3],
      ['ROSE', 'x64', 35],
    ]);
    expect(hosts.map(({ host }) => host.installed.updates.length)).toEqual([2, 2]);
  });

  it('reads the CSV form, with its header and without', () => {
    const row = [
      ...['LILY', 'Microsoft Windows 7 Professional', '6.1.7601 Service Pack 1 Build 7601'],
      ...['Microsoft Corporation', 'Member Workstation', 'Multiprocessor Free', '', 'x64-based PC'],
      ...['1 Processor(s) Installed.,[01]: Intel64 Family 6', 'garden.example', '\\\\GATE'],
      '2 Hotfix(s) Installed.,[01]: KB2534111,[02]: KB976902',
    ];
    const cells = row.map((cell) => `"${cell}"`).join(',');
    const header = row.map((_, index) => `"Label ${index}"`).join(',');
    for (const text of [`\r\n${header}\r\n${cells}\r\n`, cells]) {
      expect(hostOf(text)).toMatchObject({
        name: 'LILY',
        architecture: 'x64',
        domain: 'garden.example',
        installed: { updates: ['KB976902', 'KB2534111'], stated: 2, complete: true },
      });
    }
  });

  it('finds domain and updates below the memory where the logon server is not known', () => {
    const host = hostOf(lily.replace('\\\\GATE', 'N/A').replaceAll(/KB\d{6,7}/g, 'File 1'));
    expect(host?.domain).toBe('garden.example');
    expect(host?.installed).toEqual({ updates: [], stated: 4, complete: true });
  });
});

describe('the list of updates', () => {
  it('is not complete when it is shorter than stated, and loses its last entry, maybe a stump', () => {
    const cut = lily.replace('4 Hotfix', '9 Hotfix');
    expect(installedOf(cut)).toEqual({ updates: ['KB2534111'], stated: 9, complete: false });
  });

  it('keeps the entry before a line that ends within its number', () => {
    const cut = lily.replace('4 Hotfix', '9 Hotfix').replace('[04]: KB976902', '[0');
    expect(installedOf(cut)).toEqual({ updates: ['KB2534111'], stated: 9, complete: false });
  });

  it('keeps a last entry whose number cannot be longer', () => {
    const cut = lily.replace('4 Hotfix', '9 Hotfix').replace('KB976902', 'KB3976902');
    expect(installedOf(cut)?.updates).toEqual(['KB2534111', 'KB3976902']);
  });

  it('is not complete when the text ends within its last entry', () => {
    const cut = lily.slice(0, lily.indexOf('76902'));
    expect(installedOf(cut)).toEqual({ updates: ['KB2534111'], stated: 4, complete: false });
  });

  it('is not taken for empty when systeminfo would not tell', () => {
    const silent = lily.replace(/4 Hotfix[\s\S]*?(?=Network)/, 'N/A\n');
    expect(installedOf(silent)).toEqual({ updates: [], stated: null, complete: false });
  });

  it('is not taken for empty when the text ends above it', () => {
    const cut = lily.slice(0, lily.indexOf('Hotfix'));
    expect(installedOf(cut)).toEqual({ updates: [], stated: null, complete: false });
  });

  it('is complete and empty when systeminfo says that there are none', () => {
    const none = lily.replace(/4 Hotfix[\s\S]*?(?=Network)/, '0 Hotfix(s) Installed.\n');
    expect(installedOf(none)).toEqual({ updates: [], stated: 0, complete: true });
  });
});

describe('what is no systeminfo', () => {
  it('is a problem with its place', () => {
    expect(readSysteminfo('a\nWindows\nb')).toEqual({
      hosts: [],
      problems: [{ line: 2, message: expect.stringContaining('not a systeminfo') }],
    });
  });

  it('says so where the text ends before the architecture', () => {
    expect(readSysteminfo(lily.slice(0, lily.indexOf('System Type')))).toEqual({
      hosts: [],
      problems: [{ line: 10, message: expect.stringContaining('no system type') }],
    });
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { WindowsHost } from '@daybreak/core/inventory';
import { describe, expect, it } from 'vitest';
import { readHosts } from '../src/hosts/index.ts';

const folder = new URL('../../../../shared/data/systeminfo/', import.meta.url);
const sharedExists = existsSync(folder);
const read = (name: string) => ({ name, bytes: readFileSync(new URL(name, folder)) });
const names = sharedExists ? readdirSync(folder).toSorted() : [];

/** File, host, product, edition, release, architecture, service pack, version, role, domain, updates read of those stated. */
const table = `
10_1803_x64_education_en-us | LAPTOP | Windows 10 | Education | 1803 | x64 | 0 | 10.0.17134 | workstation | WORKGROUP | 5 of 5
10_1803_x64_pro_it | PC044 | Windows 10 | Pro | 1803 | x64 | 0 | 10.0.17134 | workstation | intranet.xxxxx.it | 10 of 10
10_1803_x64_proforworkstations_en-us_A_20190305 | DESKTOP-OOF6NB5 | Windows 10 | Pro for Workstations | 1803 | x64 | 0 | 10.0.17134 | workstation | WORKGROUP | 4 of 4
10_1803_x64_proforworkstations_en-us_B_20190306 | DESKTOP-OOF6NB5 | Windows 10 | Pro for Workstations | 1803 | x64 | 0 | 10.0.17134 | workstation | WORKGROUP | 0 of ?
10_1803_x64_proforworkstations_en-us | DESKTOP-OOF6NB5 | Windows 10 | Pro for Workstations | 1803 | x64 | 0 | 10.0.17134 | workstation | WORKGROUP | 0 of ?
10_1803_x86_enterprise_nl | DESKTOP-LFQSJM4 | Windows 10 | Enterprise | 1803 | x86 | 0 | 10.0.17134 | workstation | WORKGROUP | 4 of 4
10_1809_x64_education_en-us_20190306 | LAPTOP | Windows 10 | Education | 1809 | x64 | 0 | 10.0.17763 | workstation | WORKGROUP | 9 of 9
10_1809_x64_education_en-us | LAPTOP | Windows 10 | Education | 1809 | x64 | 0 | 10.0.17763 | workstation | WORKGROUP | 6 of 6
10_1809_x64_enterprise_zh-cn | DESKTOP-0CQH3P2 | Windows 10 | Enterprise LTSC | 1809 | x64 | 0 | 10.0.17763 | workstation | WORKGROUP | 1 of 1
10_1809_x64_pro_en-us_20190307 | DESKTOP-LOQ9L09 | Windows 10 | Pro | 1809 | x64 | 0 | 10.0.17763 | workstation | WORKGROUP | 5 of 5
10_21H1_x64_enterprise | DESKTOP-92B51CV | Windows 10 | Enterprise | 21H1 | x64 | 0 | 10.0.19043 | workstation | WORKGROUP | 4 of 4
10_21H2_x64_pro | DESKTOP | Windows 10 | Pro | 21H2 | x64 | 0 | 10.0.19044 | workstation | WORKGROUP | 7 of 7
10_rtm_x64_pro_en-us | DESKTOP-J4ED1CA | Windows 10 | Pro | 1507 | x64 | 0 | 10.0.10240 | workstation | WORKGROUP | 2 of 2
11_22H2_x64_home-single-language | test | Windows 11 | Home Single Language | 22H2 | x64 | 0 | 10.0.22621 | workstation | WORKGROUP | 1 of 1
11_23H2_x64_enterprise | DESKTOP-JNEKK9U | Windows 11 | Enterprise | 23H2 | x64 | 0 | 10.0.22631 | workstation | WORKGROUP | 4 of 4
7_sp1_x64_enterprise_en-us_20190305 | WIN7SP1X64 | Windows 7 | Enterprise |  | x64 | 1 | 6.1.7601 | workstation | WORKGROUP | 245 of 273
7_sp1_x64_enterprise_en-us_A | WIN7SP1X64 | Windows 7 | Enterprise |  | x64 | 1 | 6.1.7601 | workstation | WORKGROUP | 219 of 219
7_sp1_x64_enterprise_en-us_B | WIN7SP1X64 | Windows 7 | Enterprise |  | x64 | 1 | 6.1.7601 | workstation | WORKGROUP | 245 of 271
7_sp1_x64_enterprise_fr | WIN-IDKKFN87EL8 | Windows 7 | Enterprise N |  | x64 | 1 | 6.1.7601 | workstation | WORKGROUP | 93 of 93
7_sp1_x64_ultimaten_de | OLI7-PC | Windows 7 | Ultimate N |  | x64 | 1 | 6.1.7601 | workstation | WORKGROUP | 242 of 263
7_sp1_x86_enterprise_en-us | WIN7SP1X86 | Windows 7 | Enterprise |  | x86 | 1 | 6.1.7601 | workstation | WORKGROUP | 2 of 2
8.1_u1_x64_enterprise_en-us | WIN81U1X64 | Windows 8.1 | Enterprise |  | x64 | 0 | 6.3.9600 | workstation | WORKGROUP | 6 of 6
srv_2003_rtm_x86_standard_en-us | WINSRV2K3SP0X86 | Windows Server 2003 | Standard |  | x86 | 0 | 5.2.3790 | server | WORKGROUP | 2 of 3
srv_2003r2_sp2_rtm_x64_standard_en-us | SRV2K3R2SP2X64 | Windows Server 2003 | Standard |  | x64 | 2 | 5.2.3790 | server | WORKGROUP | 1 of 1
srv_2003r2_sp2_x86_standard_en-us | SRV2K3R2SP2X86 | Windows Server 2003 | Standard |  | x86 | 2 | 5.2.3790 | server | WORKGROUP | 68 of 352
srv_2008_rtm_x64_standard_en-us | SRV2K8SP0X64 | Windows Server 2008 | Standard |  | x64 | 1 | 6.0.6001 | server | WORKGROUP | 1 of 1
srv_2008_rtm_x86_standard_en-us | SRV2K8SP0X86 | Windows Server 2008 | Standard |  | x86 | 1 | 6.0.6001 | server | WORKGROUP | 1 of 1
srv_2012r2_u1 | SRV12R2U1X64 | Windows Server 2012 R2 | Standard |  | x64 | 0 | 6.3.9600 | server | nuggetlab.com | 154 of 154
srv_2019_rtm_datacenter_en-us | WIN-O863JARO7CM | Windows Server 2019 | Datacenter |  | x64 | 0 | 10.0.17763 | server | WORKGROUP | 5 of 5
vista_x64_sp0 | WINVISTASP0X64 | Windows Vista | Enterprise |  | x64 | 0 | 6.0.6000 | workstation | WORKGROUP | 104 of 105
vista_x64_sp2 | WINVISTASP0X64 | Windows Vista | Enterprise |  | x64 | 2 | 6.0.6002 | workstation | WORKGROUP | 174 of 175
xp_rtm_x86_professional_en-us | WINXPSP0 | Windows XP | Professional |  | x86 | 0 | 5.1.2600 | workstation | MSHOME | 2 of 3
xp_sp1_x86 | WINXPSP1 | Windows XP | Professional |  | x86 | 1 | 5.1.2600 | workstation | WORKGROUP | 2 of 3
xp_sp2_x64 | USER-8CEF73C787 | Windows XP | Professional |  | x64 | 2 | 5.2.3790 | workstation | WORKGROUP | 83 of 300
xp_sp3_x86_professional_en-us | WINXPSP3 | Windows XP | Professional |  | x86 | 3 | 5.1.2600 | workstation | WORKGROUP | 93 of 262
`;
const hosts = table
  .trim()
  .split('\n')
  .map((line) => line.split(' | '))
  .map(([file = '', ...facts]) => ({ file, facts }));

/** Hosts whose list says that it is longer than it is, or does not say. */
const incomplete =
  /B_20190306|workstations_en-us$|7_sp1_x64_enterprise_en-us_(?:20|B)|_de$|r2_sp2_x86|xp_sp[23]/;

const systeminfo = (file: string): string =>
  file.endsWith('_fr') ? `${file}_systeminfo_powershell.txt` : `${file}_systeminfo.txt`;

const written = (host: WindowsHost): string[] => {
  const { name, family, edition, release, architecture, servicePack, version, role } = host;
  const { updates, stated } = host.installed;
  const read = `${updates.length} of ${stated ?? '?'}`;
  const product = [name, family, edition, release, architecture, servicePack, version];
  return [...product, role, host.domain, read].map(String);
};

describe.skipIf(!sharedExists)('the shared hosts (needs ../shared)', () => {
  it('are all in this table', () => {
    expect(names.filter((name) => name.includes('systeminfo'))).toHaveLength(hosts.length);
  });

  it.each(hosts)('$file is $facts', ({ file, facts }) => {
    const { hosts: found, errors } = readHosts([read(systeminfo(file))]);
    expect([errors, found.length]).toEqual([[], 1]);
    expect(found.map(({ host }) => written(host))).toEqual([facts]);
    expect(found.map(({ host }) => host.installed.complete)).toEqual([!incomplete.test(file)]);
  });

  it('read the first and the last of a cut list, and not the stump at its end', () => {
    const updates = readHosts([read(systeminfo('srv_2003r2_sp2_x86_standard_en-us'))]).hosts[0]
      ?.host.installed.updates;
    expect(updates?.[0]).toBe('KB147222');
    expect(updates).toContain('KB3074886');
    expect(updates?.filter((update) => update.length < 8)).toEqual([]);
  });

  it('read localized entries exactly', () => {
    const { installed } = readHosts([read(systeminfo('10_1803_x64_pro_it'))]).hosts[0]?.host ?? {};
    expect(installed?.updates).toEqual(
      [
        '4100347',
        '4338853',
        '4343669',
        '4456655',
        '4465663',
        '4477137',
        '4480979',
        '4485449',
        '4487017',
        '4487038',
      ].map((number) => `KB${number}`),
    );
  });

  it('get their hotfix lists back, and only their own', () => {
    const { hosts: found } = readHosts(names.map(read));
    const joined = found.filter(({ sources }) => sources.length > 1);
    expect(
      joined.map(({ sources: [first, second], host }) => [
        second?.replace('_qfe.txt', '') === first?.replace('_systeminfo.txt', ''),
        host.installed.complete,
        host.installed.updates.length,
      ]),
    ).toEqual([4, 9, 5, 276, 271, 154, 174, 2, 2, 150, 135].map((count) => [true, true, count]));
  });

  it('never take offered updates for installed ones', () => {
    const { hosts: found, errors } = readHosts(names.map(read));
    expect(
      found.flatMap(({ sources }) => sources).filter((name) => name.includes('updates')),
    ).toEqual([]);
    expect(errors.map(({ message }) => message).toSorted()).toEqual([
      ...Array(5).fill('lists offered updates, not installed ones'),
      'the file is empty',
    ]);
  });
});

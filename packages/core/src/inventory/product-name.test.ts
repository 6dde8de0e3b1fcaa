import { describe, expect, it } from 'vitest';
import { productName } from './product-name.ts';

/** Name, build; family, edition, feature release. */
const names = `
Microsoft Windows 2000 Server | 2195 | Windows 2000 | Server |
Microsoft Windows XP Home Edition | 2600 | Windows XP | Home |
Microsoft Windows XP Media Center Edition | 2600 | Windows XP | Media Center |
Microsoft(R) Windows(R) XP Professional x64 Edition | 3790 | Windows XP | Professional |
Microsoft(R) Windows(R) Server 2003, Standard Edition | 3790 | Windows Server 2003 | Standard |
Microsoft(R) Windows(R) Server 2003 Standard x64 Edition | 3790 | Windows Server 2003 | Standard |
Microsoft(R) Windows(R) Server 2003 R2, Enterprise Edition | 3790 | Windows Server 2003 R2 | Enterprise |
Microsoftr Windows VistaT Enterprise | 6000 | Windows Vista | Enterprise |
Microsoft® Windows Vista™ Édition Intégrale | 6002 | Windows Vista | Ultimate |
Microsoftr Windows Serverr 2008 Standard | 6001 | Windows Server 2008 | Standard |
MicrosoftR Windows ServerR 2008 Enterprise | 6002 | Windows Server 2008 | Enterprise |
Microsoft Windows\u00a07 Entreprise N | 7601 | Windows 7 | Enterprise N |
Microsoft Windows 7 Профессиональная | 7601 | Windows 7 | Professional |
Майкрософт Windows 10 Домашняя для одного языка | 19044 | Windows 10 | Home Single Language | 21H2
Microsoft Windows 10 Professionnel | 19045 | Windows 10 | Pro | 22H2
Microsoft Windows 10 專業版 | 17134 | Windows 10 | Pro | 1803
Microsoft Windows 10 企业版 LTSC | 17763 | Windows 10 | Enterprise LTSC | 1809
Microsoft Windows 10 Enterprise 2016 LTSB | 14393 | Windows 10 | Enterprise 2016 LTSB | 1607
Microsoft Windows 10 IoT Enterprise LTSC | 19044 | Windows 10 | IoT Enterprise LTSC | 21H2
Microsoft Windows 8.1 | 9600 | Windows 8.1 |  |
Microsoft Windows 8 Pro | 9200 | Windows 8 | Pro |
Microsoft Windows 10 Pro | 22631 | Windows 11 | Pro | 23H2
Microsoft Windows 11 Home | 28000 | Windows 11 | Home | 26H1
Microsoft Windows 11 Pro | 29999 | Windows 11 | Pro |
Microsoft Windows Server 2012 R2 Datacenter | 9600 | Windows Server 2012 R2 | Datacenter |
Microsoft Windows Storage Server 2012 R2 Workgroup | 9600 | Windows Server 2012 R2 | Storage Workgroup |
Microsoft Windows Server 2022 Standard Evaluation | 20348 | Windows Server 2022 | Standard Evaluation |
Microsoft Windows Server 2022 Datacenter: Azure Edition | 20348 | Windows Server 2022 | Datacenter: Azure Edition |
Microsoft Windows Server Datacenter | 18363 | Windows Server | Datacenter | 1909
Microsoft Windows Server Standard | 17763 | Windows Server | Standard | 1809
Microsoft Windows Server 2022 Datacenter | 25398 | Windows Server | Datacenter | 23H2
Microsoft Hyper-V Server 2019 | 17763 | Windows Server 2019 | Hyper-V |
Microsoft Windows Embedded Standard | 7601 | Windows 7 | Embedded Standard |
`;

describe('productName', () => {
  const known = names
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  it.each(known)('reads %s, build %s, as %s %s %s', (name, build, family, edition, release) => {
    const read = productName(name ?? '', Number(build));
    expect([read.family, read.edition, read.release]).toEqual([family, edition, release]);
  });

  it('knows where a server has no desktop, and where it cannot tell', () => {
    const core = (name: string, build: number) => productName(name, build).serverCore;
    expect(core('Microsoft Windows Server Datacenter', 18363)).toBe(true);
    expect(core('Microsoft Hyper-V Server 2019', 17763)).toBe(true);
    expect(core('Microsoft Windows Server 2019 Standard', 17763)).toBeNull();
    expect(core('Microsoft Windows 10 Pro', 17763)).toBe(false);
  });
});

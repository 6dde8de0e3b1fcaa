import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionRow, definitionsZip } from '../../tests/definitions.ts';
import { collectingSink, deafSink } from '../../tests/sink.ts';
import { zipOf } from '../../tests/zip.ts';
import { conditionOf, isBulletinRow, readDefinitions } from './index.ts';

async function fixesOf(rows: readonly string[], custom: readonly string[] = []) {
  const { sink, fixes } = collectingSink();
  const status = await readDefinitions(definitionsZip(rows, custom), 'definitions.zip', sink);
  return { fixes, status };
}

describe('a row of the definitions', () => {
  it('becomes a fix', async () => {
    const { fixes } = await fixesOf([definitionRow({ supersedes: '5037765;None;20.0.1' })]);
    expect(fixes).toEqual([
      {
        bulletin: '',
        published: '2024-06-11',
        advisory: 'CVE-2024-30069',
        title: 'Windows Remote Access Vulnerability',
        product: 'Windows Server 2019',
        component: '',
        update: 'KB5039217',
        kind: 'single',
        fixedBuild: '',
        supersedes: ['KB5037765'],
        severity: 'Important',
        impact: 'Information Disclosure',
        restart: null,
        exploited: false,
      },
    ]);
  });

  it('is split where the product names a component', async () => {
    const product = 'Internet Explorer 11 on Windows Server 2019';
    const { fixes } = await fixesOf([definitionRow({ product, component: 'Internet Explorer' })]);
    expect(fixes[0]).toMatchObject({
      product: 'Windows Server 2019',
      component: 'Internet Explorer 11',
    });
  });

  it('has no words where a list was not written out', async () => {
    const { fixes } = await fixesOf([
      definitionRow({ severity: 'System.Object[]', impact: 'System.Object[]' }),
    ]);
    expect(fixes[0]).toMatchObject({ severity: '', impact: '' });
  });

  it.each([
    ['no update named', { kb: '' }],
    ['not a KB number', { kb: 'Click to Run' }],
    ["package of Microsoft's Linux", { product: 'cbl2 curl 8.8.0-1 on CBL Mariner 2.0' }],
    ['not a date', { date: '20241301' }],
  ])('is left out and counted as "%s"', async (reason, fields) => {
    const { fixes, status } = await fixesOf([definitionRow(), definitionRow(fields)]);
    expect(fixes).toHaveLength(1);
    expect(status.drops).toEqual([
      {
        reason,
        count: 1,
        example: expect.stringContaining('definitions.zip/CVEs_20260628.csv row 3: CVE-2024-30069'),
      },
    ]);
  });
});

describe('a service pack of the custom rows', () => {
  it.each([
    ['SP7X64SP1', '976932', '', 'KB976932', []],
    ['SPSRV3X86SP2', 'SPSRV3X86SP2', 'SPSRV3X86SP1', 'SPSRV3X86SP2', ['SPSRV3X86SP1']],
  ])('%s closes no advisory and is update %s', async (cve, kb, supersedes, update, replaced) => {
    const { fixes, status } = await fixesOf(
      [],
      [definitionRow({ cve, kb, supersedes, impact: 'No more updates' })],
    );
    expect(fixes[0]).toMatchObject({
      advisory: '',
      kind: 'service-pack',
      update,
      supersedes: replaced,
      impact: '',
    });
    expect(status.months).toEqual([]);
  });

  it('is a plain update where it ends no support', async () => {
    const { fixes } = await fixesOf(
      [],
      [definitionRow({ cve: 'SP7X64SP2', kb: '3125574', impact: '' })],
    );
    expect(fixes[0]).toMatchObject({ advisory: '', kind: 'single', update: 'KB3125574' });
  });
});

describe('AffectedComponent', () => {
  const bulletin = 'Cumulative Security Update for Internet Explorer';
  const named = 'Win32k Elevation of Privilege Vulnerability';

  it.each([
    ['2016-03-08', bulletin, true],
    ['2016-06-14', 'MS16-063: Cumulative Security Update', true],
    ['2013-04-09', 'Vulnerabilities in Windows Kernel Could Allow Elevation of Privilege', true],
    ['2016-11-08', 'November 2016 Adobe Flash Security Update', true],
    ['2016-06-14', named, false],
    ['2017-04-11', bulletin, false],
    ['2024-06-11', 'Defense in Depth', false],
  ])('of %s "%s" is a condition: %s', (date, title, expected) => {
    expect(isBulletinRow(date, title)).toBe(expected);
  });

  it.each([
    ['Windows Internet Explorer 8'],
    ['Internet Explorer 9 '],
    ['Microsoft .NET Framework 4'],
    ['Microsoft .NET Framework 4.5/4.5.1/4.5.2'],
    ['Microsoft XML Core Services 4.0'],
    ['Windows Media Player 11'],
    ['Remote Desktop Connection 6.1 Client'],
    ['Adobe Flash Player'],
    ['Journal'],
    ['DNS Server'],
    ['Active Directory Lightweight Directory Services'],
  ])('"%s" is installed by choice or in one of several versions', (component) => {
    expect(conditionOf(component, true)).toBe(component.trim());
  });

  it.each([
    ['Windows Kernel-Mode Drivers'],
    ['Microsoft Graphics Component'],
    ['Windows SMB Server'],
    ['Windows Uniscribe'],
    ['Common Log File System Driver'],
    ['DirectShow'],
    ['Windows Shell'],
    ['Windows GDI+'],
    ['Windows ATL Component'],
    ['MPEG Layer-3 codecs'],
    ['wmv9vcm.dll'],
    ['Windows 7 for x64-based Systems'],
  ])('"%s" is in every host of the product', (component) => {
    expect(conditionOf(component, true)).toBe('');
  });

  it.each([
    ['Microsoft XML Core Services 4.0', 'Microsoft XML Core Services 4.0'],
    ['Microsoft Internet Messaging API', ''],
  ])('and the product, where they are exchanged: %s on a Windows', async (part, condition) => {
    const { fixes } = await fixesOf([
      definitionRow({
        date: '20121009',
        title: 'Vulnerability in a Part Could Allow Remote Code Execution',
        product: part,
        component: 'Windows 7 for 32-bit Systems',
      }),
    ]);
    expect(fixes[0]).toMatchObject({
      product: 'Windows 7 for 32-bit Systems',
      component: condition,
    });
  });

  it('is a mere tag in a row that is named for its vulnerability', () => {
    expect(conditionOf('Internet Explorer', false)).toBe('');
    expect(conditionOf('Windows Kernel', false)).toBe('');
  });
});

describe('the months of the definitions', () => {
  it('are complete when their release lies before the date of the file', async () => {
    const { status } = await fixesOf([
      definitionRow({ date: '20260609' }),
      definitionRow({ date: '20260714' }),
      definitionRow({ date: '20260627' }),
    ]);
    expect(status).toMatchObject({ asOf: '2026-06-28', documents: 2, rows: 3 });
    expect(status.months).toEqual([
      { month: '2026-06', state: 'complete', reason: '', count: 2 },
      {
        month: '2026-07',
        state: 'partial',
        reason: "taken on 2026-06-28, not after that month's release on 2026-07-14",
        count: 1,
      },
    ]);
  });
});

/** The archive with its first entry's checksum, which stands in the directory, another one. */
function wrongChecksum(archive: Buffer): Buffer {
  const changed = Buffer.from(archive);
  const directory = changed.readUInt32LE(changed.length - 6);
  changed.writeUInt32LE(changed.readUInt32LE(directory + 16) ^ 1, directory + 16);
  return changed;
}

describe('an archive that is damaged', () => {
  const whole = definitionsZip([definitionRow()]);
  const changed = Buffer.from(whole);
  changed.writeUInt8(changed.readUInt8(60) ^ 0xff, 60);

  it.each([
    ['is cut', whole.subarray(0, whole.length - 30), 'damaged'],
    ['is changed', changed, 'damaged'],
    ['has another checksum', wrongChecksum(whole), 'damaged'],
    ['is something else', Buffer.from('Not found'), 'damaged'],
    ['holds something else', zipOf({ 'readme.txt': 'x' }), 'not-recognised'],
    ['lacks a column', zipOf({ 'CVEs_20260628.csv': '"CVE","Title"\n' }), 'invalid'],
    ['is empty', zipOf({ 'CVEs_20260628.csv': '' }), 'invalid'],
    ['has a short row', definitionsZip(['"20240611","CVE-2024-1"']), 'damaged'],
    ['packs too well', zipOf({ 'CVEs_20260628.csv': ' '.repeat(1_000_000) }), 'too-large'],
  ])('because it %s is an error', async (_, bytes, code) => {
    await expect(readDefinitions(bytes, 'definitions.zip', deafSink)).rejects.toThrow(
      expect.objectContaining({ name: 'FeedError', code }),
    );
  });

  it('by any byte is read all the same or is an error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const bytes = Buffer.from(whole);
          bytes.writeUInt8(bytes.readUInt8(at) ^ flip, at);
          try {
            await readDefinitions(bytes, 'definitions.zip', deafSink);
          } catch (error) {
            expect(error).toMatchObject({ name: 'FeedError' });
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { readHotfixLists } from './hotfix-list.ts';
import { withHotfixList } from './merge.ts';

const expected = [{ hostName: 'LILY', updates: ['KB921883', 'KB5039227'], entries: 3 }];

const table = [
  'Caption             CSName  Description      FixComments  HotFixID    InstalledBy    InstalledOn  Name',
  'http://example/?1   LILY    Update                        KB5039227   GARDEN\\User    3/2/2019         ',
  '                    LILY                                  File 1                     KB2115168        ',
  'http://example/?2   LILY    Security Update  Update       KB921883v2                 8/8/2006         ',
];

describe('readHotfixLists', () => {
  it.each([
    ['a wmic table', table.join('\r\r\n')],
    [
      'a wmic table below a banner',
      `Please wait while WMIC is being installed.${table.join('\n')}`,
    ],
    [
      'a Get-HotFix table',
      [
        '',
        'Source        Description      HotFixID      InstalledBy          InstalledOn',
        '------        -----------      --------      -----------          -----------',
        'LILY          Update           KB5039227     NT AUTHORITY\\SYSTEM  6/11/2024 12:00:00 AM',
        'LILY                           File 1',
        'LILY          Security Update  KB921883      NT AUTHORITY\\SYSTEM  8/8/2006 12:00:00 AM',
        '',
      ].join('\n'),
    ],
    [
      'wmic list full',
      ['KB5039227', 'File 1', 'KB921883v2']
        .map((id) => `\r\r\nCaption=\r\r\nCSName=LILY\r\r\nHotFixID=${id}\r\r\nName=\r\r\n`)
        .join(''),
    ],
    [
      'Get-HotFix as a list',
      ['KB5039227', 'File 1', 'KB921883']
        .map((id) => `\nSource      : LILY\nDescription : Update\nHotFixID    : ${id}\n`)
        .join(''),
    ],
    [
      'wmic CSV',
      '\r\r\nNode,Caption,CSName,HotFixID,Name\r\r\nLILY,,LILY,KB5039227,\r\r\nLILY,,LILY,File 1,\r\r\nLILY,,LILY,KB921883,\r\r\n',
    ],
    [
      'Export-Csv with its type, semicolons',
      '#TYPE System.Management.ManagementObject\n"CSName";"HotFixID"\n"LILY";"KB5039227"\n"LILY";"File 1"\n"lily";"KB921883"\n',
    ],
    [
      'ConvertTo-Json',
      JSON.stringify([
        { CSName: 'LILY', HotFixID: 'KB5039227', InstalledOn: { value: '/Date(1)/' } },
        { CSName: 'LILY', HotFixID: 'File 1', Caption: null },
        { CSName: 'LILY', HotFixID: 'KB921883' },
      ]),
    ],
  ])('reads %s', (_, text) => {
    expect(readHotfixLists(text)).toEqual(expected);
  });

  it('reads one update in JSON, which is no array', () => {
    const lists = readHotfixLists('{"CSName":"LILY","HotFixID":"KB921883"}');
    expect(lists).toEqual([{ hostName: 'LILY', updates: ['KB921883'], entries: 1 }]);
  });

  it('reads bare names', () => {
    const lists = readHotfixLists('KB5039227\nKB921883\n');
    expect(lists).toEqual([{ hostName: null, updates: ['KB921883', 'KB5039227'], entries: 2 }]);
  });

  it('leaves out a last entry that the end of the text may have cut', () => {
    const cut = 'KB5039227\nKB92188';
    expect(readHotfixLists(cut)).toMatchObject([{ updates: ['KB5039227'], entries: 1 }]);
    expect(readHotfixLists(`${cut}33`)).toMatchObject([{ entries: 2 }]);
  });

  it('keeps the hosts of one list apart', () => {
    const lists = readHotfixLists('CSName,HotFixID\nLILY,KB921883\nROSE,KB921883\n');
    expect(lists).toMatchObject([{ hostName: 'LILY' }, { hostName: 'ROSE' }]);
  });

  it('takes half a name for none', () => {
    expect(
      readHotfixLists('Source       HotFixID\n------       --------\nDESKTOP-4... KB921883\n'),
    ).toEqual([{ hostName: null, updates: ['KB921883'], entries: 1 }]);
  });

  it.each([
    ['hello', 'not a hotfix list'],
    ['Node,CSName,HotFixID\n', 'without any entry'],
    ['[{"HotFixID":"KB921883"},{}]', 'element 1'],
    ['[{"HotFixID":', 'not valid JSON'],
    ['[]', 'without any entry'],
  ])('says what is wrong with %j', (text, message) => {
    expect(readHotfixLists(text)).toMatchObject({ message: expect.stringContaining(message) });
  });
});

describe('withHotfixList', () => {
  const list = { hostName: null, updates: ['KB921883', 'KB5039227'], entries: 3 };
  const cut = { updates: ['KB976902'], stated: 3, complete: false };

  it('completes a list that was cut short', () => {
    expect(withHotfixList(cut, list)).toEqual({
      updates: ['KB921883', 'KB976902', 'KB5039227'],
      stated: 3,
      complete: true,
    });
  });

  it('does not complete it with fewer than the host states', () => {
    expect(withHotfixList({ ...cut, stated: 4 }, list).complete).toBe(false);
  });
});

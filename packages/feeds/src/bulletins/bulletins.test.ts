import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { collectingSink } from '../../tests/sink.ts';
import { DropCounter } from '../feed/index.ts';
import { emitBulletins, mergeBulletins, readBulletins } from './index.ts';

const xp = 'Microsoft Windows XP Service Pack 2';
const server = 'Microsoft Windows Server 2003';

const older = {
  id: 'MS06-001',
  kb: 'KB912919',
  published: '2006-01-05',
  cves: ['CVE-2005-4560'],
  affected: [{ product: xp }, { product: server, kb: 'KB912920' }],
};

const newer = {
  id: 'MS06-070',
  kb: 'KB924270',
  published: '2006-11-14',
  severity: 'Critical',
  cves: ['CVE-2006-4691', 'CVE-2006-4692'],
  restart: 'required',
  exploitedBeforeRelease: true,
  replaces: ['MS06-001'],
  affected: [
    { product: xp, severity: 'Low' },
    { product: server, replaces: [] },
  ],
};

function rowsOf(...files: readonly unknown[]) {
  const { sink, fixes, statements } = collectingSink();
  const drops = new DropCounter();
  const read = files.map((file) => readBulletins(Buffer.from(JSON.stringify(file)), 'b.json'));
  const told = emitBulletins(mergeBulletins(read, drops), sink, drops);
  return { fixes, statements, drops: drops.list(), ...told };
}

describe('the rows of a bulletin', () => {
  it('are one for each product and advisory', () => {
    const { fixes } = rowsOf([older, newer]);
    expect(fixes.map((fix) => [fix.product, fix.advisory, fix.update])).toEqual([
      [xp, 'CVE-2005-4560', 'KB912919'],
      [server, 'CVE-2005-4560', 'KB912920'],
      [xp, 'CVE-2006-4691', 'KB924270'],
      [xp, 'CVE-2006-4692', 'KB924270'],
      [server, 'CVE-2006-4691', 'KB924270'],
      [server, 'CVE-2006-4692', 'KB924270'],
    ]);
    expect(fixes[2]).toMatchObject({
      bulletin: 'MS06-070',
      title: 'MS06-070',
      severity: 'Low',
      impact: '',
      restart: 'yes',
      exploited: true,
    });
  });

  it('have the bulletin itself as advisory where it names no CVE', () => {
    expect(rowsOf([{ ...older, cves: [] }]).fixes[0]?.advisory).toBe('MS06-001');
  });

  it('are counted as left out where no update is named', () => {
    const { kb: _, ...unnamed } = older;
    expect(rowsOf([unnamed])).toMatchObject({
      rows: 1,
      drops: [{ reason: 'no update named', count: 1, example: `MS06-001: ${xp}` }],
    });
  });
});

describe('the statements of a bulletin', () => {
  it('are one for each advisory, with the gravest of its rows', () => {
    const impacts = { impact: 'Denial of Service, Spoofing', publiclyDisclosed: false };
    const { statements } = rowsOf([{ ...newer, ...impacts, severity: 'Important' }]);
    expect(statements.map(({ advisory }) => advisory)).toEqual(newer.cves);
    expect(statements[1]).toEqual({
      advisory: 'CVE-2006-4692',
      source: 'MS06-070',
      published: '2006-11-14',
      title: 'MS06-070',
      severity: 'Important',
      impact: 'Spoofing',
      exploited: true,
      exploitedSince: null,
      disclosed: false,
      exploitability: null,
      cvss: '',
      cvssScore: null,
      wormable: null,
    });
  });

  it('say nothing where the bulletin does not', () => {
    const unsaid = { severity: '', impact: '', exploited: null, disclosed: null, wormable: null };
    expect(rowsOf([older]).statements).toMatchObject([unsaid]);
  });
});

describe('what a bulletin replaces', () => {
  const replaced = (bulletins: readonly unknown[], product: string) =>
    rowsOf(bulletins).fixes.findLast((fix) => fix.product === product)?.supersedes;

  it("is the replaced bulletin's update on the same product", () => {
    expect(replaced([older, newer], xp)).toEqual(['KB912919']);
  });

  it("is the row's own list where it has one", () => {
    expect(replaced([older, newer], server)).toEqual([]);
  });

  it('is nothing that is known where the file lacks the bulletin', () => {
    expect(replaced([newer], xp)).toEqual([]);
  });

  it('goes by the component where the replaced bulletin has it', () => {
    const explorer = (kb: string, version: string) => ({
      product: xp,
      component: `Internet Explorer ${version}`,
      kb,
    });
    const before = { ...older, affected: [explorer('KB900001', '6'), explorer('KB900002', '7')] };
    const after = { ...newer, affected: [explorer('KB900003', '7')] };
    expect(replaced([before, after], xp)).toEqual(['KB900002']);
  });

  it('may be written as KB numbers', () => {
    const affected = [{ product: xp, replaces: ['KB912919'] }];
    expect(replaced([{ ...newer, affected }], xp)).toEqual(['KB912919']);
  });
});

describe('the months of bulletins', () => {
  it('are partial unless the file says that it has them all', () => {
    expect(rowsOf([older]).months[0]).toMatchObject({ month: '2006-01', state: 'partial' });
    expect(rowsOf({ completeMonths: ['2006-01', '2006-02'], bulletins: [older] }).months).toEqual([
      { month: '2006-01', state: 'complete', reason: '', count: 2 },
      { month: '2006-02', state: 'complete', reason: '', count: 0 },
    ]);
  });
});

describe('copies of a bulletin in several files', () => {
  it('count once, the one that was revised last', () => {
    const revised = { ...older, revised: '2006-06-13', title: 'revised' };
    const { fixes, drops } = rowsOf([older], [revised]);
    expect(fixes.map(({ title }) => title)).toEqual(['revised', 'revised']);
    expect(drops).toEqual([
      { reason: 'another copy of the same bulletin', count: 1, example: 'MS06-001' },
    ]);
  });
});

describe('whether a worm could use it', () => {
  const wormable = { value: true, source: 'its FAQ' };

  it.each([
    ['the copy that is taken', [{ ...newer, wormable }, newer]],
    ['the copy that is not', [newer, { ...newer, wormable }]],
    [
      'an older copy',
      [
        { ...newer, wormable },
        { ...newer, revised: '2006-12-01' },
      ],
    ],
  ])('may be said by %s', (_, copies) => {
    const { statements } = rowsOf(...copies.map((copy) => [copy]));
    expect(statements.map((statement) => statement.wormable)).toEqual([wormable, wormable]);
  });

  it('has to come with its source', () => {
    expect(() => rowsOf([{ ...newer, wormable: { value: true, source: '' } }])).toThrow(
      expect.objectContaining({ place: '[0].wormable.source' }),
    );
  });
});

describe('a wrong bulletin', () => {
  it.each([
    [[older, { ...older, affected: [{ product: xp, kb: '912919' }] }], '[1].affected[0].kb'],
    [[{ ...older, published: '5 January' }], '[0].published'],
    [[{ ...older, restart: 'yes' }], '[0].restart'],
    [{ completeMonths: ['January'], bulletins: [] }, 'completeMonths[0]'],
    [{ completeMonths: [], bulletins: [{ ...older, kind: 'big' }] }, 'bulletins[0].kind'],
    ['none', ''],
  ])('is an error with its place', (file, place) => {
    expect(() => readBulletins(Buffer.from(JSON.stringify(file)), 'b.json')).toThrow(
      expect.objectContaining({ code: 'invalid', source: 'b.json', place }),
    );
  });

  it('may have fields of its own', () => {
    expect(rowsOf([{ ...older, ticket: 17 }]).rows).toBe(2);
  });
});

describe('the shipped bulletins of August 2006', () => {
  const path = new URL('../../../../fixtures/bulletins/2006-08.json', import.meta.url);
  const { fixes, months, statements } = rowsOf(JSON.parse(readFileSync(path, 'utf8')));

  it('are twelve, and all of their month', () => {
    const ids = new Set(fixes.map(({ bulletin }) => bulletin));
    expect(ids.size).toBe(12);
    expect(months).toEqual([{ month: '2006-08', state: 'complete', reason: '', count: 213 }]);
  });

  it('have MS06-040 on nine products, exploited before its release', () => {
    const rows = fixes.filter(({ bulletin }) => bulletin === 'MS06-040');
    expect(rows).toHaveLength(9);
    for (const row of rows) {
      expect(row).toMatchObject({
        advisory: 'CVE-2006-3439',
        update: 'KB921883',
        severity: 'Critical',
        exploited: true,
      });
    }
  });

  it('say that a worm could use MS06-040, and not what needs a user or a logon', () => {
    const answersOf = (value: boolean) =>
      new Set(
        statements.flatMap(({ source, wormable }) => (wormable?.value === value ? source : [])),
      );
    expect([...answersOf(true)]).toEqual(['MS06-040']);
    expect([...answersOf(false)]).toEqual(['MS06-042', 'MS06-048', 'MS06-049']);
  });
});

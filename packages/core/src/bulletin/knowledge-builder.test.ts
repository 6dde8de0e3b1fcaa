import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  builderOf,
  closing,
  cves,
  fix,
  knowledgeOf,
  server,
  windows10,
} from '../../tests/invented.ts';
import type { Fix } from './fix.ts';
import type { ProductKnowledge } from './knowledge.ts';
import { KnowledgeBuilder } from './knowledge-builder.ts';

function updateIn(knowledge: ProductKnowledge, id: string) {
  return knowledge.updates.find((update) => update.id === id);
}

const nothing = { products: [], applications: { updates: [], advisories: [], fixes: [] } };

describe('rows of several feeds', () => {
  it('make one fact of one fact, known from its first day on', () => {
    const rows = [fix({ published: '2024-02-01' }), fix({ published: '2024-01-09' })];
    const { fixes, updates, advisories } = knowledgeOf(rows);
    expect([fixes.length, updates.length, advisories.length]).toEqual([1, 1, 1]);
    expect(fixes[0]?.updates).toEqual([{ at: 0, published: '2024-01-09' }]);
  });

  it('lose nothing where they differ: what is replaced adds up, the worse severity counts', () => {
    const { updates, advisories } = knowledgeOf([
      fix({ supersedes: ['KB5'], severity: 'Low', restart: 'maybe' }),
      fix({ supersedes: ['KB4', 'KB1'], severity: 'Critical', exploited: true, restart: 'yes' }),
    ]);
    expect(updates[0]).toMatchObject({ supersedes: ['KB4', 'KB5'], restart: 'yes' });
    expect(advisories[0]).toMatchObject({ severity: 'Critical', exploited: true });
  });

  it('keep apart what belongs to different products', () => {
    const rows = [fix({ supersedes: ['KB9'] }), fix({ product: windows10 })];
    expect(updateIn(knowledgeOf(rows, windows10), 'KB1')?.supersedes).toEqual([]);
  });

  it('date an update by most of its rows, as old advisories that are revised name a new one', () => {
    const rows = [
      fix({ advisory: 'CVE-2019-1', published: '2019-05-14' }),
      ...closing(cves(2024, 2), { published: '2024-01-09' }),
    ];
    expect(knowledgeOf(rows).updates[0]?.published).toBe('2024-01-09');
  });

  it('of products that no inventory shows are counted, with an example', () => {
    const builder = builderOf([fix({ product: 'Microsoft Exchange Server 2019' })]);
    expect(builder.finish()).toEqual(nothing);
    expect(builder.leftOut('msrc')).toEqual([
      {
        reason: 'product that no inventory shows',
        count: 1,
        example: 'KB1 on Microsoft Exchange Server 2019',
      },
    ]);
    expect(builder.leftOut('definitions')).toEqual([]);
  });

  it('that name no update stay, and demand nothing', () => {
    const { fixes, updates, advisories } = knowledgeOf([fix({ update: '' })]);
    expect([fixes, updates]).toEqual([[], []]);
    expect(advisories).toHaveLength(1);
  });

  it('of a part that comes with the product are of the product itself', () => {
    const rows = [
      fix({ product: windows10, component: 'Internet Explorer 11' }),
      fix({ product: windows10, component: 'Microsoft .NET Framework 4.8', update: 'KB2' }),
    ];
    const components = knowledgeOf(rows, windows10).fixes.map(({ component }) => component);
    expect(components).toEqual(['', 'Microsoft .NET Framework 4.8']);
  });

  it('come worst first', () => {
    const severities = ['Low', 'Critical', '', 'Moderate', 'Important'];
    const rows = severities.map((severity, at) => fix({ severity, advisory: `CVE-${at}` }));
    expect(knowledgeOf(rows).advisories.map(({ severity }) => severity)).toEqual([
      'Critical',
      'Important',
      'Moderate',
      'Low',
      '',
    ]);
  });
});

describe('a fixed build', () => {
  it('counts on the branch of the product, whichever of its releases it names', () => {
    const row = fix({ product: windows10, fixedBuild: '10.0.19041.3930' });
    expect(knowledgeOf([row], windows10).updates[0]?.revision).toBe(3930);
  });

  it.each(['10.0.22000.2710', '1.001', '10.0.20348..2762'])(
    'of another branch, or that is none, is left out and counted: %s',
    (fixedBuild) => {
      const builder = builderOf([fix({ fixedBuild })]);
      expect(builder.finish().products[0]?.updates[0]?.revision).toBeNull();
      expect(builder.leftOut('msrc')).toMatchObject([
        { reason: "fixed build that is not on the product's branch", count: 1 },
      ]);
    },
  );

  it('is the one that most rows give', () => {
    const rows = ['10.0.20348.2227', '10.0.20348.9999', '10.0.20348.2227'].map((fixedBuild, at) =>
      fix({ fixedBuild, advisory: `CVE-${at}` }),
    );
    expect(knowledgeOf(rows).updates[0]?.revision).toBe(2227);
  });

  it('that contradicts the order of release is doubted and counted', () => {
    const months = [10, 9000, 20, 30];
    const builder = builderOf(
      months.flatMap((revision, at) =>
        closing(cves(at, 6), {
          update: `KB${at}`,
          published: `2024-0${at + 1}-09`,
          fixedBuild: `10.0.20348.${revision}`,
        }),
      ),
    );
    const [knowledge] = builder.finish().products;
    expect(knowledge?.updates.map(({ revision }) => revision)).toEqual([10, null, 20, 30]);
    expect(builder.leftOut('msrc')).toMatchObject([
      {
        reason: 'fixed build that contradicts the order of release',
        example: 'KB1 on windows-server-2022-x64, revision 9000',
      },
    ]);
  });
});

describe('an update of another product', () => {
  const homeRows = closing(cves(1, 6), { product: windows10, update: 'KB7' });
  const strayRow = fix({ advisory: 'CVE-1-1', update: 'KB7' });

  it('is taken from a product of another branch, whose advisory stays', () => {
    const builder = builderOf([...homeRows, strayRow]);
    const stray = builder.finish().products.find(({ id }) => id === 'windows-server-2022-x64');
    expect(stray?.updates).toEqual([]);
    expect(stray?.fixes).toEqual([]);
    expect(stray?.advisories).toHaveLength(1);
    expect(builder.leftOut('definitions')).toMatchObject([{ reason: 'update of another product' }]);
  });

  it('stays where it closes many advisories too', () => {
    const rows = [...homeRows, ...closing(cves(1, 6), { update: 'KB7' })];
    expect(knowledgeOf(rows).updates).toHaveLength(1);
  });
});

describe('siblings on one servicing branch', () => {
  const older = 'Windows 10 Version 21H2 for x64-based Systems';
  const only21H2 = closing(cves(1, 6), { product: older, update: 'KB7' });

  it('know the cumulative updates of each other', () => {
    const rows = [...only21H2, fix({ product: windows10 })];
    expect(updateIn(knowledgeOf(rows, windows10), 'KB7')?.kind).toBe('cumulative');
  });

  it('take as cumulative what is so for one of them', () => {
    const rows = [...only21H2, fix({ product: windows10, update: 'KB7' })];
    expect(updateIn(knowledgeOf(rows, windows10), 'KB7')?.kind).toBe('cumulative');
  });

  it('are of one family: Windows 11 24H2 is none of Windows Server 2025', () => {
    const rows = [
      ...closing(cves(1, 6), { product: 'Windows Server 2025', update: 'KB7' }),
      fix({ product: 'Windows 11 Version 24H2 for x64-based Systems' }),
    ];
    const client = knowledgeOf(rows, 'Windows 11 Version 24H2 for x64-based Systems');
    expect(updateIn(client, 'KB7')).toBeUndefined();
  });
});

describe('what is known of all products', () => {
  const row: fc.Arbitrary<Fix> = fc.record({
    bulletin: fc.constantFrom('', 'MS06-040', 'MS06-041', '2024-Jan'),
    published: fc.constantFrom('2024-01-09', '2024-02-13', '2024-03-12'),
    advisory: fc.constantFrom('', 'CVE-1', 'CVE-2', 'CVE-3'),
    title: fc.constantFrom('', 'A flaw', 'Another flaw'),
    product: fc.constantFrom(server, windows10, 'Windows 8.1 for x64-based systems', 'Word'),
    component: fc.constantFrom('', 'Microsoft .NET Framework 4.8'),
    update: fc.constantFrom('', 'KB1', 'KB2', 'KB3'),
    kind: fc.constantFrom('single', 'cumulative', 'hotpatch', 'security-only'),
    fixedBuild: fc.constantFrom('', '10.0.20348.10', '10.0.19045.20', '10.0.20348.30'),
    supersedes: fc.subarray(['KB1', 'KB2', 'KB3']),
    severity: fc.constantFrom('', 'Critical', 'Low'),
    impact: fc.constantFrom('', 'Spoofing', 'Tampering'),
    restart: fc.constantFrom(null, 'yes', 'maybe', 'no'),
    exploited: fc.boolean(),
  });

  it('does not depend on the order in which the rows arrive', () => {
    const shuffledRows = fc
      .array(row, { maxLength: 30 })
      .chain((rows) =>
        fc.tuple(
          fc.constant(rows),
          fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
        ),
      );
    fc.assert(
      fc.property(shuffledRows, ([rows, shuffled]) => {
        expect(builderOf(shuffled).finish()).toEqual(builderOf(rows).finish());
      }),
    );
  });

  it('of an application are apart from those of Windows, under the name of the application', () => {
    const { products, applications } = builderOf([
      fix({ product: 'Microsoft SQL Server 2019 for x64-based Systems (CU 32)', update: 'KB2' }),
      fix({ product: 'Microsoft SQL Server 2019 for x64-based Systems (CU 29)', update: 'KB1' }),
    ]).finish();
    expect(products).toEqual([]);
    expect(applications.updates.map(({ id }) => id)).toEqual(['KB1', 'KB2']);
    expect(new Set(applications.fixes.map(({ component }) => component))).toEqual(
      new Set(['Microsoft SQL Server 2019 (CU)']),
    );
  });

  it('is nothing where no row came', () => {
    expect(new KnowledgeBuilder().finish()).toEqual(nothing);
  });
});

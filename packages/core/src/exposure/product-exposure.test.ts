import { describe, expect, it } from 'vitest';
import {
  assess,
  basisOf,
  closing,
  cutShort,
  cves,
  feed,
  fix,
  host,
  knowledgeOf,
  listed,
  stateOf,
  toInstall,
  windows7,
  windows7Host,
} from '../../tests/invented.ts';
import type { Fix } from '../bulletin/index.ts';
import { type ExposureBasis, ProductExposure } from './index.ts';
import { assessUncovered } from './uncovered.ts';

/** Three months of cumulative updates; no feed says that March replaces February. */
const january = closing(cves(1, 6), { update: 'KB1', published: '2024-01-09' });
const february = closing(cves(2, 6), {
  update: 'KB2',
  published: '2024-02-13',
  supersedes: ['KB1'],
});
const march = closing(cves(3, 6), { update: 'KB3', published: '2024-03-12' });
const months = knowledgeOf([...january, ...february, ...march]);

const builds = knowledgeOf([
  ...january.map((row) => ({ ...row, fixedBuild: '10.0.20348.100' })),
  ...february.map((row) => ({ ...row, fixedBuild: '10.0.20348.200' })),
]);

describe('the build', () => {
  it('decides first: a host at the fixed build has the update, whatever its list says', () => {
    const answer = assess(builds, host({ revision: 200, installed: cutShort([]) }));
    expect(answer).toMatchObject({ verdict: 'clean', install: [] });
    expect(stateOf(answer, 'CVE-2-1')).toBe('fixed');
  });

  it('of a host below it shows that the update is missing, and is kept as the evidence', () => {
    const [needed] = assess(builds, host({ revision: 150, installed: cutShort([]) })).install;
    expect(needed).toMatchObject({ update: 'KB2', closes: cves(2, 6), rule: 'build' });
    expect(needed?.because).toBe('the host is at 20348.150, the update brings 200');
  });

  it('is at least that of the newest cumulative update installed', () => {
    const answer = assess(builds, host({ installed: listed(['KB1']) }));
    expect(answer.install[0]).toMatchObject({ update: 'KB2', rule: 'build' });
    expect(stateOf(answer, 'CVE-1-1')).toBe('fixed');
  });

  it('that an installed update only shows as the least is no proof where the list is cut short', () => {
    const answer = assess(builds, host({ installed: cutShort(['KB1']) }));
    expect(answer.verdict).toBe('unknown');
    expect(stateOf(answer, 'CVE-1-1')).toBe('fixed');
    expect(stateOf(answer, 'CVE-2-1')).toBe('unknown');
  });
});

describe('an installed update', () => {
  it('closes what it closes', () => {
    const answer = assess(months, host({ installed: listed(['KB3']) }));
    expect(answer).toMatchObject({ verdict: 'clean', install: [] });
  });

  it('closes what it replaces through others, even ones that feeds have no row of', () => {
    const rows = closing(cves(1, 1), { product: windows7, update: 'KB1' });
    const chain = knowledgeOf(
      [
        ...rows,
        fix({ product: windows7, update: 'KB2', advisory: 'CVE-2', supersedes: ['KB1'] }),
        fix({ product: windows7, update: 'KB3', advisory: 'CVE-3', supersedes: ['KB2'] }),
      ],
      windows7,
    );
    expect(assess(chain, windows7Host({ installed: listed(['KB3']) })).verdict).toBe('clean');
  });

  it('that is cumulative contains the earlier ones, where feeds forget to say so', () => {
    const answer = assess(months, host({ installed: listed(['KB3']) }));
    expect(stateOf(answer, 'CVE-1-1')).toBe('fixed');
  });

  it('that is a single fix contains nothing else', () => {
    const rows = [
      fix({ product: windows7, update: 'KB1', advisory: 'CVE-1', published: '2012-01-10' }),
      fix({ product: windows7, update: 'KB2', advisory: 'CVE-2', published: '2012-02-14' }),
    ];
    const answer = assess(
      knowledgeOf(rows, windows7),
      windows7Host({ installed: listed(['KB2']) }),
    );
    expect(toInstall(answer)).toEqual(['KB1: CVE-1']);
  });

  it('replaces on one product and not on another', () => {
    const rows = [
      fix({ update: 'KB1', advisory: 'CVE-1' }),
      fix({ product: windows7, update: 'KB1', advisory: 'CVE-1' }),
      fix({ update: 'KB2', advisory: 'CVE-2', supersedes: ['KB1'] }),
      fix({ product: windows7, update: 'KB2', advisory: 'CVE-2' }),
    ];
    const installed = listed(['KB2']);
    expect(assess(knowledgeOf(rows), host({ installed })).verdict).toBe('clean');
    const answer = assess(knowledgeOf(rows, windows7), windows7Host({ installed }));
    expect(toInstall(answer)).toEqual(['KB1: CVE-1']);
  });
});

describe('the set to install', () => {
  it('is the newest cumulative update alone, with all that it closes', () => {
    const { install } = assess(months, host());
    expect(install).toMatchObject([{ update: 'KB3', title: expect.stringContaining('2024-03') }]);
    expect(install[0]?.closes).toHaveLength(18);
  });

  it('names what is serviced apart beside it, the newest list only', () => {
    const rows = [
      ...january,
      fix({ update: 'KB4535680', advisory: 'CVE-9-1', published: '2021-01-12' }),
      fix({ update: 'KB5012170', advisory: 'CVE-9-2', published: '2022-08-09' }),
    ];
    expect(toInstall(assess(knowledgeOf(rows), host())).toSorted()).toEqual([
      `KB1: ${cves(1, 6).join(', ')}`,
      'KB5012170: CVE-9-1, CVE-9-2',
    ]);
  });

  it('asks for the out-of-band update too, where the month did not suffice', () => {
    const late = fix({ advisory: 'CVE-3-1', update: 'KB4', published: '2024-03-20' });
    const knowledge = knowledgeOf([...march, late]);
    const answer = assess(knowledge, host({ installed: listed(['KB3']) }));
    expect(toInstall(answer)).toEqual(['KB4: CVE-3-1']);
    expect(assess(knowledge, host({ installed: listed(['KB3', 'KB4']) })).verdict).toBe('clean');
  });

  it('asks for one of two alternatives of a day, and is content with either', () => {
    const day = { published: '2024-03-20', advisory: 'CVE-7' };
    const knowledge = knowledgeOf([fix({ ...day, update: 'KB7' }), fix({ ...day, update: 'KB8' })]);
    expect(toInstall(assess(knowledge, host()))).toEqual(['KB7: CVE-7']);
    expect(assess(knowledge, host({ installed: listed(['KB8']) })).verdict).toBe('clean');
  });

  it('never asks for a hotpatch, and is content with one', () => {
    const hotpatch = closing(cves(3, 6), {
      update: 'KB9',
      published: '2024-03-12',
      kind: 'hotpatch',
    });
    const knowledge = knowledgeOf([...february, ...march, ...hotpatch]);
    expect(toInstall(assess(knowledge, host()))).toHaveLength(1);
    const answer = assess(knowledge, host({ installed: listed(['KB2', 'KB9']) }));
    expect(answer).toMatchObject({ verdict: 'clean', install: [] });
  });

  it('has what is exploited first, then the worst, then what closes most', () => {
    const row = (update: string, facts: object) => fix({ product: windows7, update, ...facts });
    const rows = [
      row('KB1', { advisory: 'CVE-1', severity: 'Critical' }),
      row('KB2', { advisory: 'CVE-2', severity: 'Low', exploited: true }),
      row('KB3', { advisory: 'CVE-3', severity: 'Important' }),
      row('KB4', { advisory: 'CVE-4', severity: 'Important' }),
      row('KB4', { advisory: 'CVE-5', severity: 'Low' }),
    ];
    const { install } = assess(knowledgeOf(rows, windows7), windows7Host());
    expect(install.map(({ update }) => update)).toEqual(['KB2', 'KB1', 'KB4', 'KB3']);
    expect(install[0]?.knownExploited).toEqual(['CVE-2']);
  });

  it('names no update for a row that has none, and calls nothing missing for it', () => {
    const answer = assess(
      knowledgeOf([...march, fix({ update: '', advisory: 'CVE-8' })]),
      host({ installed: listed(['KB3']) }),
    );
    expect(answer).toMatchObject({ verdict: 'clean', install: [] });
    expect(stateOf(answer, 'CVE-8')).toBe('');
  });

  it('is found where feeds let updates replace each other in a circle', () => {
    const row = (update: string, replaced: string) =>
      fix({ product: windows7, update, advisory: update, supersedes: [replaced] });
    const knowledge = knowledgeOf(
      [row('KB1', 'KB2'), row('KB2', 'KB3'), row('KB3', 'KB1')],
      windows7,
    );
    const answer = assess(knowledge, windows7Host());
    expect(toInstall(answer)).toEqual(['KB1: KB1, KB2, KB3']);
  });

  it('moves a host on by a service pack once support of its own has ended', () => {
    const rows = [
      fix({ product: 'Windows Vista', advisory: 'CVE-1' }),
      fix({
        product: 'Windows Vista',
        update: 'KB936330',
        kind: 'service-pack',
        advisory: '',
        title: 'Windows Vista Service Pack 1',
        published: '2008-03-18',
      }),
    ];
    const vista = {
      family: 'Windows Vista',
      edition: 'Business',
      build: 6000,
      architecture: 'x86',
    };
    const knowledge = knowledgeOf(rows, 'Windows Vista');
    const before = host({ ...vista, architecture: 'x86', version: '6.0.6000' });
    const names = (day: string) =>
      assess(knowledge, before, { asOf: day }).install.map(({ title }) => title);
    expect(names('2010-01-01')).toEqual([]);
    expect(names('2024-06-20')).toContain('Windows Vista Service Pack 1');
    const after = { ...before, installed: listed(['KB936330']) };
    expect(toInstall(assess(knowledge, after))).toEqual(['KB1: CVE-1']);
  });
});

describe('products with rollups beside single fixes', () => {
  const product = windows7;
  const single = fix({ product, update: 'KB1', advisory: 'CVE-1', published: '2015-01-13' });
  const rollup = closing(['CVE-2', 'CVE-3'], {
    product,
    update: 'KB2',
    published: '2019-02-12',
    kind: 'cumulative',
  });
  const securityOnly = rollup.map((row) => ({
    ...row,
    update: 'KB3',
    kind: 'security-only' as const,
  }));
  const knowledge = knowledgeOf([single, ...rollup, ...securityOnly], product);
  const withUpdates = (updates: readonly string[]) =>
    assess(knowledge, windows7Host({ installed: listed(updates) }));

  it('are closed by the rollup or by the security-only update, and asked for the rollup', () => {
    expect(toInstall(withUpdates(['KB1', 'KB3']))).toEqual([]);
    expect(toInstall(withUpdates(['KB1', 'KB2']))).toEqual([]);
    expect(toInstall(withUpdates(['KB1']))).toEqual(['KB2: CVE-2, CVE-3']);
  });

  it('leave an older single fix aside while the rollup is missing, with a warning', () => {
    const answer = withUpdates([]);
    expect(toInstall(answer)).toEqual(['KB2: CVE-2, CVE-3']);
    expect(stateOf(answer, 'CVE-1')).toBe('open');
    expect(answer.warnings[0]).toMatch(/^1 open advisories have single fixes/);
  });

  it('are unknown where only the rollup is installed, and no feed says what it contains', () => {
    const answer = withUpdates(['KB2']);
    expect(answer.verdict).toBe('unknown');
    expect(stateOf(answer, 'CVE-1')).toBe('unknown');
  });

  it('are asked for the single fix where no rollup is needed: open is never clean', () => {
    const answer = withUpdates(['KB3']);
    expect(answer.verdict).toBe('exposed');
    expect(toInstall(answer)).toEqual(['KB1: CVE-1']);
  });

  it('need all single fixes of an advisory', () => {
    const both = knowledgeOf([single, { ...single, update: 'KB4' }], product);
    const answer = assess(both, windows7Host({ installed: listed(['KB1']) }));
    expect(toInstall(answer)).toEqual(['KB4: CVE-1']);
  });
});

describe('what is not known', () => {
  it('of a list cut short is unknown, never clean', () => {
    const answer = assess(months, host({ installed: cutShort([]) }));
    expect(answer).toMatchObject({ verdict: 'unknown', install: [] });
    expect(answer.advisories.every(({ state }) => state === 'unknown')).toBe(true);
    expect(answer.warnings.join()).toContain('no installed updates, and does not say');
  });

  it('of a product in no feed is unknown', () => {
    const answer = assessUncovered(host({ family: '', osName: 'Windows Next' }), {
      asOf: '2024-06-20',
      feeds: [feed()],
    });
    expect(answer).toMatchObject({ product: 'Windows Next', verdict: 'unknown' });
    expect(answer.warnings[0]).toContain('no feed has bulletins for Windows Next');
  });

  it('before the first bulletin of a product is unknown', () => {
    const answer = assess(months, host({ installed: listed(['KB3']) }), { asOf: '2023-06-20' });
    expect(answer).toMatchObject({ verdict: 'unknown', advisories: [] });
  });

  it('of the newest month is unknown, but what is open stays open', () => {
    const feeds = [feed({ partial: ['2024-06'] })];
    const patched = assess(months, host({ installed: listed(['KB3']) }), { feeds });
    expect(patched.verdict).toBe('unknown');
    expect(patched.warnings).toContain(
      'no feed covers 2024-06 completely: updates of that month are not known',
    );
    expect(assess(months, host(), { feeds }).verdict).toBe('exposed');
  });

  it('later than the day of the question does not exist', () => {
    const answer = assess(months, host(), { asOf: '2024-02-20' });
    expect(answer.install.map(({ update }) => update)).toEqual(['KB2']);
    expect(stateOf(answer, 'CVE-3-1')).toBe('');
  });

  it('of an old advisory that now names a newer update does not exist before that update', () => {
    const revised = fix({ advisory: 'CVE-1-1', update: 'KB3', published: '2024-01-09' });
    const knowledge = knowledgeOf([...january, ...march, revised]);
    const answer = assess(knowledge, host({ installed: listed(['KB1']) }), { asOf: '2024-02-20' });
    expect(answer).toMatchObject({ verdict: 'clean', install: [] });
  });

  it('of what is listed as exploited comes with the question, and goes first', () => {
    const knowledge = knowledgeOf(
      [
        fix({ product: windows7, advisory: 'CVE-1', update: 'KB1' }),
        fix({ product: windows7, advisory: 'CVE-2', update: 'KB2', severity: 'Low' }),
      ],
      windows7,
    );
    const exploited = (listedExploited: ReadonlySet<string>) =>
      assess(knowledge, windows7Host(), { listedExploited }).install.map(
        ({ update, knownExploited }) => [update, ...knownExploited],
      );
    expect(exploited(new Set())).toEqual([['KB1'], ['KB2']]);
    expect(exploited(new Set(['CVE-2', 'CVE-9']))).toEqual([['KB2', 'CVE-2'], ['KB1']]);
  });

  it('of an update that no feed has is said, where it may be a cumulative one', () => {
    const { warnings } = assess(months, host({ installed: listed(['KB2', 'KB77']) }));
    expect(warnings.join()).toContain('no feed knows KB77: if one of them is a cumulative update');
  });
});

describe('parts that the inventory cannot see', () => {
  const component = 'Microsoft .NET Framework 4.8';
  const part = closing(cves(5, 2), { component, update: 'KB5', published: '2024-01-09' });
  const newer = closing(cves(6, 2), { component, update: 'KB6', published: '2024-03-12' });
  const knowledge = knowledgeOf([...february, ...part, ...newer]);

  it('are listed apart, by their newest update, and never make a host exposed', () => {
    const answer = assess(knowledge, host({ installed: listed(['KB2']) }));
    expect(answer).toMatchObject({ verdict: 'clean', install: [] });
    expect(answer.conditional).toEqual([
      { update: 'KB6', component, closes: [...cves(5, 2), ...cves(6, 2)] },
    ]);
    expect(stateOf(answer, 'CVE-5-1')).toBe('');
  });

  it('are not listed once the newest is installed', () => {
    expect(assess(knowledge, host({ installed: listed(['KB6']) })).conditional).toEqual([]);
  });

  it('are not taken for contained in the update of the system, though a feed calls theirs a rollup', () => {
    const rollup = part.map((row) => ({ ...row, kind: 'cumulative' as const }));
    const answer = assess(knowledgeOf([...february, ...rollup]), host());
    expect(answer.conditional).toMatchObject([{ update: 'KB5' }]);
  });

  it('are not asked for again where the update is needed anyway', () => {
    const browser = february.map((row) => ({ ...row, component: 'Internet Explorer 11' }));
    expect(assess(knowledgeOf([...february, ...browser]), host()).conditional).toEqual([]);
  });

  it('that cannot be absent are part of the system', () => {
    const product = 'Windows 8.1 for x64-based systems';
    const row = fix({ product, component: 'Internet Explorer 11' });
    const of = host({ family: 'Windows 8.1', build: 9600, serverCore: false });
    expect(toInstall(assess(knowledgeOf([row], product), of))).toEqual(['KB1: CVE-2024-1']);
  });

  it('come with their rollups before Windows 10: the newest stands for the earlier', () => {
    const rows = [...part, ...newer].map((row) => ({
      ...row,
      product: windows7,
      kind: 'cumulative' as const,
    }));
    const { conditional } = assess(
      knowledgeOf([fix({ product: windows7 }), ...rows], windows7),
      windows7Host(),
    );
    expect(conditional).toMatchObject([
      { update: 'KB6', closes: expect.arrayContaining(cves(5, 2)) },
    ]);
  });
});

describe('the basis of an answer', () => {
  it('says which months it covers, without those after the day of the question', () => {
    const feeds = [feed({ partial: ['2024-03'] })];
    expect(assess(months, host(), { feeds }).feeds).toEqual([
      { name: 'msrc', asOf: '2024-06-20', covers: '2000-01 to 2024-06, 1 partial' },
    ]);
  });

  it('says that support has ended', () => {
    const { warnings } = assess(
      knowledgeOf([fix({ product: windows7 })], windows7),
      windows7Host(),
    );
    expect(warnings.join()).toContain('past support since 2020-01-14');
  });

  it('is for the product as bulletins name it', () => {
    expect(assess(months, host()).product).toBe('Windows Server 2022 (x64)');
  });
});

describe('what an update closes, in short', () => {
  const summaryOf = (rows: readonly Fix[], basis: Partial<ExposureBasis> = {}) =>
    new ProductExposure(knowledgeOf(rows), basisOf(basis)).summarise(host());
  const publishedOf = (rows: readonly Fix[], basis: Partial<ExposureBasis> = {}) =>
    summaryOf(rows, basis).install.flatMap(({ closes }) =>
      closes.map((list) => [...list.closes, list.published]),
    );

  it('says from when the first update was known that closes it', () => {
    const again = closing(cves(1, 6), { update: 'KB3', published: '2024-03-12' });
    expect(publishedOf([...january, ...march, ...again])).toEqual([
      [...cves(1, 6), '2024-01-09'],
      [...cves(3, 6), '2024-03-12'],
    ]);
  });

  it('does not count from before the update: an old advisory may name one that came later', () => {
    const late = closing(['CVE-0'], { update: 'KB3', published: '2023-05-09' });
    expect(publishedOf([...march, ...late])).toContainEqual(['CVE-0', '2024-03-12']);
  });

  it("has the vendor's word alone on what is exploited", () => {
    const [one] = summaryOf(
      [fix({ advisory: 'CVE-1', exploited: true }), fix({ advisory: 'CVE-2' })],
      { listedExploited: new Set(['CVE-2']) },
    ).install;
    expect(one?.closes.map((list) => list.vendorExploited)).toEqual([['CVE-1']]);
  });
});

describe('the evidence', () => {
  it('is that of the host itself, whichever was asked for before', () => {
    const part = { component: 'Microsoft .NET Framework 4.8', published: '2024-02-13' };
    const knowledge = knowledgeOf([
      fix({ advisory: 'CVE-1', update: 'KB1', fixedBuild: '10.0.20348.30' }),
      fix({ advisory: 'CVE-2', update: 'KB2', supersedes: ['KB1'], ...part }),
    ]);
    const basis = basisOf();
    const exposure = new ProductExposure(knowledge, basis);
    const whole = host({ revision: 10, installed: listed(['KB9']) });
    const short = { ...whole, installed: { ...whole.installed, complete: false } };
    exposure.assess(whole);
    const alone = new ProductExposure(knowledge, basis).assess(short);
    expect(exposure.assess(short).install).toEqual(alone.install);
  });
});

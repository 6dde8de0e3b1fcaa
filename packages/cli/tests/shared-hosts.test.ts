/**
 * Real hosts against the feeds of twenty-four years. What each needs was worked out from the
 * publishers' documents themselves; where Windows Update's own offer of that day is recorded, it
 * agrees but for what the reason says.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Assessment, productIdOfHost } from '@daybreak/core/exposure';
import type { WindowsHost } from '@daybreak/core/inventory';
import { indexPath, KnowledgeIndex } from '@daybreak/feeds/index-file';
import { indexFeeds } from '@daybreak/feeds/knowledge';
import { ListedExploited } from '@daybreak/feeds/listed-exploited';
import { syncFromFolder } from '@daybreak/feeds/sync';
import { readHosts } from '@daybreak/intake/hosts';
import { assessment } from '@daybreak/protocol/exposure';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Exposures } from '../src/check/exposures.ts';
import { readFiles } from '../src/check/files.ts';

const shared = join(import.meta.dirname, '../../../../shared/data');
const sharedExists = existsSync(shared);
const hostFolder = join(shared, 'systeminfo');
const hostFiles = sharedExists ? readdirSync(hostFolder).toSorted() : [];

const folder = mkdtempSync(join(tmpdir(), 'daybreak-shared-'));
const listed = new ListedExploited(folder);
let index: KnowledgeIndex;

beforeAll(async () => {
  if (!sharedExists) return;
  await indexFeeds(folder, (sink) => syncFromFolder(shared, folder, sink));
  index = KnowledgeIndex.open(indexPath(folder));
});

afterAll(() => {
  if (sharedExists) index[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

/** The hosts of all files whose names begin so: systeminfo, with the hotfix list where there is one. */
async function hostsOf(stem: string): Promise<readonly WindowsHost[]> {
  const names = hostFiles.filter(
    (name) => name.startsWith(`${stem}_`) && /_(?:systeminfo\w*|qfe)\.txt$/.test(name),
  );
  const { files } = readFiles(names.map((name) => join(hostFolder, name)));
  return readHosts(files).hosts.map(({ host }) => host);
}

function assess(host: WindowsHost, asOf: string): Assessment {
  return new Exposures(index, asOf, listed.listedOn(asOf)).assess(host);
}

function named({ install }: Assessment): string[] {
  return install.map(({ update }) => update);
}

/** Host, day, verdict, updates to install, and why. */
const table = `
10_1803_x64_proforworkstations_en-us_A_20190305 | 2019-02-19 | clean | | It has KB4487017, February's; Windows Update offered no security update either.
10_1803_x64_proforworkstations_en-us_A_20190305 | 2019-03-05 | exposed | KB4487029 | ADV190005 of 20 February names it alone; Windows Update kept this preview for those who look for it.
10_1803_x64_proforworkstations_en-us_A_20190305 | 2019-03-13 | exposed | KB4489868 | March's cumulative update came on the 12th.
10_1803_x64_proforworkstations_en-us_A_20190305 | 2026-06-28 | exposed | KB5003174 KB4535680 | The last one of 1803 is of May 2021; the Secure Boot list is serviced apart.
10_1803_x64_proforworkstations_en-us_B_20190306 | 2019-03-06 | unknown | | Its lists are empty, which is also what they are where they could not be read. Windows Update offered KB4487017.
10_1803_x86_enterprise_nl | 2018-10-01 | clean | | It has KB4457128 of September 2018.
10_1803_x86_enterprise_nl | 2018-10-15 | exposed | KB4462919 | October's cumulative update came on the 9th.
10_1803_x86_enterprise_nl | 2026-06-28 | exposed | KB5003174 KB4524244 | The newer Secure Boot list, KB4535680, is named for x64 only.
10_1809_x64_education_en-us_20190306 | 2019-03-06 | clean | | It has KB4487044 and KB4483452; Windows Update offered only .NET's KB4486553, which no feed lists.
10_1809_x64_education_en-us_20190306 | 2019-03-20 | exposed | KB4489899 | March's cumulative update.
10_1809_x64_education_en-us_20190306 | 2026-06-28 | exposed | KB5094123 | 1809 is still served, for its long-term edition.
10_1809_x64_pro_en-us_20190307 | 2019-03-07 | exposed | KB4487044 | Its KB4482887 is a preview that contains it, which no feed says: a warning names it.
10_1809_x64_pro_en-us_20190307 | 2019-03-20 | exposed | KB4489899 | March's cumulative update.
10_21H1_x64_enterprise | 2021-07-10 | clean | | KB5004945 of 6 July 2021; the feed's revision 1803 for it is wrong, and not believed.
10_21H1_x64_enterprise | 2021-08-20 | exposed | KB5005033 | August's; with revision 1803 the host would pass for patched until July 2022.
10_21H1_x64_enterprise | 2026-06-28 | exposed | KB5022282 | The last that is listed for 21H1, a month after its end.
10_21H2_x64_pro | 2022-04-20 | clean | | KB5012599 of April 2022.
10_21H2_x64_pro | 2022-05-20 | exposed | KB5013942 | May's cumulative update.
10_21H2_x64_pro | 2026-06-28 | exposed | KB5094127 | June 2026, for its long-term edition.
11_22H2_x64_home-single-language | 2022-10-20 | exposed | KB5018427 | It has no cumulative update at all.
11_22H2_x64_home-single-language | 2026-06-28 | exposed | KB5093998 | June 2026, listed with one advisory after the end of 22H2.
11_23H2_x64_enterprise | 2023-10-20 | unknown | | No bulletin names 23H2 before November 2023.
11_23H2_x64_enterprise | 2023-12-20 | exposed | KB5033375 | Its KB5031354 is October's, listed for 22H2 on the same branch.
11_23H2_x64_enterprise | 2026-06-28 | exposed | KB5093998 | June 2026.
10_rtm_x64_pro_en-us | 2026-06-28 | exposed | KB5066837 KB5012170 | October 2025 is the last of 1507, and KB5012170 the Secure Boot list for it.
srv_2019_rtm_datacenter_en-us | 2019-01-20 | clean | | KB4480116 of January 2019.
srv_2019_rtm_datacenter_en-us | 2026-06-28 | exposed | KB5094123 | June 2026.
srv_2012r2_u1 | 2019-03-17 | unknown | | It has March's rollup, and Windows Update offered a preview only; but no feed says which fixes of before October 2016 the rollup brings.
srv_2012r2_u1 | 2019-04-20 | exposed | KB4493446 | April's rollup.
srv_2012r2_u1 | 2026-06-28 | exposed | KB5094041 KB4566425 | The rollup of June 2026, and the last servicing stack that is listed as an advisory.
7_sp1_x64_enterprise_en-us_20190305 | 2019-03-06 | exposed | KB4486563 | February's rollup, as Windows Update offered; it brings the browser's KB4483187 too.
7_sp1_x64_enterprise_en-us_20190305 | 2026-06-28 | exposed | KB5022338 KB4565354 | The last rollup for extended support is of January 2023.
7_sp1_x64_enterprise_en-us_B | 2026-06-28 | exposed | KB5022338 KB4565354 | The same, once the hotfix list completes the 245 of 271.
7_sp1_x86_enterprise_en-us | 2019-03-20 | exposed | KB4489878 | March's rollup.
8.1_u1_x64_enterprise_en-us | 2026-06-28 | exposed | KB5022352 KB4566425 | January 2023 is the last; Update 1 (KB2919355) it has.
xp_sp2_x64 | 2006-08-09 | unknown | | Service Pack 2 for x64 came in 2007: no bulletin of that day names it.
xp_sp3_x86_professional_en-us | 2006-08-09 | unknown | | Service Pack 3 came in 2008.
srv_2003r2_sp2_x86_standard_en-us | 2015-08-01 | unknown | | 68 of 352 updates are listed.
`
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

describe.skipIf(!sharedExists)('a real host (needs ../shared)', () => {
  it.each(table)('%s on %s is %s: %s. %s', async (stem, asOf, verdict, updates) => {
    const hosts = await hostsOf(stem ?? '');
    expect(hosts).toHaveLength(1);
    for (const host of hosts) {
      const answer = assess(host, asOf ?? '');
      expect({ verdict: answer.verdict, install: named(answer).join(' ') }).toEqual({
        verdict,
        install: updates,
      });
    }
  });

  it.each([
    ['srv_2019_rtm_datacenter_en-us', 'Microsoft SQL Server 2019 (CU)', 'KB5040948'],
    ['srv_2019_rtm_datacenter_en-us', 'Microsoft SQL Server 2019 (GDR)', 'KB5040986'],
    ['11_23H2_x64_enterprise', 'Microsoft SQL Server 2022 (GDR)', 'KB5040936'],
    ['srv_2012r2_u1', 'Microsoft SQL Server 2016 (GDR)', 'KB4058560'],
    ['srv_2012r2_u1', 'Microsoft SQL Server 2016', ''],
    ['11_23H2_x64_enterprise', 'Microsoft SQL Server 2014 SP3 (GDR)', ''],
    ['11_23H2_x64_enterprise', 'Microsoft .NET 8.0', 'KB5041081'],
    ['11_23H2_x64_enterprise', 'Microsoft .NET Framework 3.5 AND 4.8.1', 'KB5039895'],
    // No feed says that KB2721691, which KB2758694 replaces, had replaced KB954430.
    ['vista_x64_sp2', 'Microsoft XML Core Services 4.0', 'KB954430 KB2758694'],
  ])('%s in July 2024, if %s is present, needs %s', async (stem, component, updates) => {
    const [host] = await hostsOf(stem);
    if (host === undefined) throw new Error(`no host ${stem}`);
    const { conditional } = assess(host, '2024-07-31');
    const found = conditional.filter((one) => one.component === component);
    expect(found.map(({ update }) => update).join(' ')).toBe(updates);
  });

  it.each(['srv_2003_rtm_x86_standard_en-us', 'xp_sp1_x86'])(
    '%s needs MS06-040 the day after it came, and not the day before',
    async (stem) => {
      const [host] = await hostsOf(stem);
      if (host === undefined) throw new Error('no such host');
      const update = assess(host, '2006-08-09').install.find(({ update }) => update === 'KB921883');
      expect(update?.closes).toEqual(['CVE-2006-3439']);
      expect(named(assess(host, '2006-08-07'))).not.toContain('KB921883');
    },
  );
});

function invented(facts: Partial<WindowsHost>, updates: readonly string[] = []): WindowsHost {
  return {
    name: 'INVENTED',
    osName: 'Microsoft Windows',
    family: 'Windows Server 2022',
    edition: 'Standard',
    release: '',
    architecture: 'x64',
    servicePack: 0,
    version: '10.0',
    build: 20348,
    revision: null,
    serverCore: null,
    role: 'server',
    domain: '',
    installed: { updates, stated: updates.length, complete: true },
    ...facts,
  };
}

/** The list of revoked boot loaders that is serviced apart. */
const secureBoot = ['KB5012170'];
const windows11 = { family: 'Windows 11', edition: 'Enterprise', serverCore: false };
const server2025 = { family: 'Windows Server 2025', build: 26100 };
const edition23H2 = { build: 25398, serverCore: true };

const inventedHosts: readonly (readonly [string, WindowsHost, string, string, string])[] = [
  [
    'Server 2022 at June’s build',
    invented({ revision: 2527 }, secureBoot),
    '2024-06-20',
    'clean',
    '',
  ],
  ['Server 2022 below it', invented({ revision: 2461 }), '2024-06-20', 'exposed', 'KB5039227'],
  [
    'Server 2022 with June’s KB only',
    invented({}, ['KB5039227', ...secureBoot]),
    '2024-06-20',
    'clean',
    '',
  ],
  // Patched, but for a list that the feeds name apart and do not say to be contained.
  ['Server 2022 without it', invented({ revision: 2527 }), '2024-06-20', 'unknown', ''],
  ['Server 2022 a month later', invented({}, ['KB5039227']), '2024-07-20', 'exposed', 'KB5040437'],
  [
    'Server 2022 as Server Core',
    invented({ serverCore: true, revision: 2461 }),
    '2024-06-20',
    'exposed',
    'KB5039227',
  ],
  [
    'Server 2022 on hotpatches',
    invented({ revision: 2522 }, secureBoot),
    '2024-06-20',
    'clean',
    '',
  ],
  [
    'the 23H2 edition',
    invented({ ...edition23H2, revision: 887 }),
    '2024-06-20',
    'exposed',
    'KB5039236',
  ],
  [
    'the 23H2 edition, patched',
    invented({ ...edition23H2, revision: 950 }),
    '2024-06-20',
    'clean',
    '',
  ],
  [
    'Windows 11 21H2',
    invented({ ...windows11, release: '21H2', build: 22000, revision: 2960 }),
    '2024-06-20',
    'exposed',
    'KB5039213',
  ],
  [
    'Windows 11 24H2',
    invented({ ...windows11, release: '24H2', build: 26100, revision: 8037 }),
    '2026-06-28',
    'exposed',
    'KB5094126',
  ],
  [
    'Windows 11 24H2, hotpatched',
    invented({ ...windows11, release: '24H2', build: 26100, revision: 7982 }),
    '2026-03-20',
    'clean',
    '',
  ],
  // Windows 11 24H2 was at revision 7840 then, on the same branch.
  [
    'Server 2025 at its own revision',
    invented({ ...server2025, revision: 32230 }),
    '2026-02-15',
    'exposed',
    'KB5075899',
  ],
  // Two updates of that day, one a hotpatch: no feed says which.
  [
    'Server 2025 before the WSUS fix',
    invented({ ...server2025, revision: 6899 }),
    '2025-10-28',
    'exposed',
    'KB5070881',
  ],
  [
    'Server 2025 with the WSUS hotpatch',
    invented({ ...server2025, revision: 6899 }, ['KB5070893']),
    '2025-10-28',
    'clean',
    '',
  ],
  [
    'a product in no feed',
    invented({ family: 'Windows 9', build: 9999 }),
    '2026-06-28',
    'unknown',
    '',
  ],
  ['Server 2022 after the feeds end', invented({}, ['KB5094128']), '2027-01-20', 'unknown', ''],
];

describe.skipIf(!sharedExists)('an invented host (needs ../shared)', () => {
  it.each(inventedHosts)('%s', (_, host, asOf, verdict, install) => {
    const answer = assess(host, asOf);
    const main = named(answer).filter((id) => id !== 'KB5012170');
    expect({ verdict: answer.verdict, install: main.join(' ') }).toEqual({ verdict, install });
  });
});

/** All that the installed updates replace on the product, transitively, as the feeds state. */
function replacedOn(host: WindowsHost, asOf: string): ReadonlySet<string> {
  const known = index.product(productIdOfHost(host))?.updates ?? [];
  const supersedes = new Map(
    known.filter(({ published }) => published <= asOf).map((one) => [one.id, one.supersedes]),
  );
  const found = new Set(host.installed.updates);
  for (const id of found) for (const next of supersedes.get(id) ?? []) found.add(next);
  return found;
}

describe.skipIf(!sharedExists)('every real host (needs ../shared)', () => {
  it.each(['2006-08-09', '2012-06-20', '2019-03-20', '2026-06-28', '2027-01-20'])(
    'gets an answer on %s that keeps the general rules',
    async (asOf) => {
      const { files } = readFiles(
        hostFiles.filter((name) => !name.includes('updates')).map((name) => join(hostFolder, name)),
      );
      const { hosts } = readHosts(files);
      expect(hosts.length).toBeGreaterThanOrEqual(35);
      const exposures = new Exposures(index, asOf, listed.listedOn(asOf));
      for (const { host } of hosts) expectGeneralRules(host, exposures.assess(host), asOf);
    },
  );
});

function expectGeneralRules(host: WindowsHost, answer: Assessment, asOf: string): void {
  const where = `${host.name} ${host.osName}`;
  const inState = (state: string): Set<string> =>
    new Set(answer.advisories.filter((one) => one.state === state).map(({ cve }) => cve));
  const [open, unknown] = [inState('open'), inState('unknown')];
  const present = replacedOn(host, asOf);
  expect(assessment.safeParse(answer).error, where).toBeUndefined();
  for (const { update, closes, published, rule, because } of answer.install) {
    expect(present.has(update), `${where}: ${update} is there already`).toBe(false);
    expect(published <= asOf, `${where}: ${update} is not out yet`).toBe(true);
    expect(
      closes.filter((cve) => !open.has(cve)),
      `${where}: ${update}`,
    ).toEqual([]);
    if (rule === 'build' && closes.length > 0) expectBelow(because, where);
  }
  const names = named(answer);
  expect(new Set(names).size, where).toBe(names.length);
  for (const { closes } of [...answer.install, ...answer.conditional]) {
    expect(new Set(closes).size, where).toBe(closes.length);
  }
  expect(
    answer.conditional.filter(({ update }) => names.includes(update)),
    where,
  ).toEqual([]);
  const doubtful = !host.installed.complete || asOf > '2026-07-20';
  if (answer.verdict === 'clean')
    expect([open.size, unknown.size, doubtful]).toEqual([0, 0, false]);
  expect(answer.verdict === 'exposed', where).toBe(names.length > 0);
}

/** `the host is at 22631.2428, the update brings 2861`. */
function expectBelow(because: string, where: string): void {
  const [, at = '', brings = ''] = /\.(\d+), the update brings (\d+)$/.exec(because) ?? [];
  expect(Number(at), `${where}: ${because}`).toBeLessThan(Number(brings));
}

/**
 * How well a rule picks, on the day a bulletin is out and from what was known that day, the CVEs
 * that CISA came to list as exploited. What came later (KEV, EPSS, SSVC) is the truth it is measured
 * against, never its input, but for the row that says so.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { delimitedRecords } from '@daybreak/core/inventory';
import { exploitabilities, type Threat, type VendorStatement } from '@daybreak/core/threat';
import {
  answer,
  known,
  makePolicy,
  noHostFacts,
  type Policy,
  type PolicyForm,
  type Reason,
  shippedPolicies,
} from '@daybreak/core/urgency';
import type { FeedSink } from '@daybreak/feeds/feed';
import { readFeedFolder } from '@daybreak/feeds/sync';
import { heading } from './report.ts';

/** The day on which KEV began: before it nothing could be listed on time. */
const kevBegan = '2021-11-03';

type Cve = Readonly<Record<string, string>>;

/** A way to pick what comes first, from what it knows of a CVE. */
interface Rule {
  readonly name: string;
  readonly picks: (cve: Cve) => boolean;
}

export async function benchUrgency(feeds: string): Promise<void> {
  const path = join(feeds, 'exploit-timing/msrc-cves-joined.csv.gz');
  if (!existsSync(path)) return;
  const marks = await lateMarks(join(feeds, 'msrc-cvrf'));
  const table = readTable(path).map((cve) => asPublished(cve, marks));
  const cves = table.filter(({ first_revision_date: day = '' }) => day >= kevBegan);
  const described = cves.filter(({ exploited_at_release: said }) => said !== '');
  heading(`Picked on release day, ${kevBegan} to ${lastDay(cves)}`);
  print('CVEs of which Microsoft says whether they are exploited', described);
  print('all CVEs in its bulletins, also what Chrome and Linux published first', cves);
  console.log(`
  What the vendor came to mark as exploited in a later revision was not marked on that day.
  KEV from the bench's own table: the entry's date is known from the release day on, never before.
  EPSS has no score of a CVE on its release day; the last row therefore uses one of 2026, which is
  later knowledge. Assumed: picked because the bulletin does not say how the CVE is attacked.`);
}

/** CVEs that the vendor came to mark as exploited after their publication: the table has the end of it. */
async function lateMarks(folder: string): Promise<ReadonlySet<string>> {
  const marked = new Set<string>();
  const sink: FeedSink = {
    fix: () => undefined,
    statement: ({ advisory, exploitedSince }) => {
      if (exploitedSince !== null) marked.add(advisory);
    },
  };
  if (existsSync(folder)) await readFeedFolder(folder, sink);
  return marked;
}

/** A row of the table with what the vendor can have said on the day of publication. */
function asPublished(cve: Cve, marks: ReadonlySet<string>): Cve {
  if (!marks.has(cve['cve'] ?? '')) return cve;
  const said = cve['exploitability_latest'] ?? '';
  return {
    ...cve,
    exploited_at_release: 'No',
    exploitability_latest: said === 'Exploitation Detected' ? '' : said,
  };
}

function print(of: string, cves: readonly Cve[]): void {
  const listed = cves.filter(isListed);
  console.log(`\n  ${cves.length} ${of}; ${listed.length} came into KEV`);
  const cells = ['', 'picked', 'of these in KEV', 'of KEV', 'without need', 'assumed'];
  console.log(row(cells));
  for (const { name, picks } of rules) {
    const picked = cves.filter(picks);
    const right = picked.filter(isListed).length;
    const counts = [picked.length, right, share(right, listed.length), picked.length - right];
    const assumed = name.startsWith('Daybreak') ? picked.filter(isAssumed).length : '-';
    console.log(row([name, ...counts.map(String), String(assumed)]));
  }
}

function row([name = '', ...cells]: readonly string[]): string {
  return `  ${name.padEnd(52)}${cells.map((cell) => cell.padStart(16)).join('')}`;
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(0)} %`;
}

const isListed = ({ kev_date_added: added }: Cve): boolean => added !== '';
const isAssumed = (cve: Cve): boolean => {
  const reasons = reasonsOf(cve, false);
  return reasons?.some(({ counts, assumed }) => counts && assumed) === true;
};

const rules: readonly Rule[] = [
  {
    name: "Daybreak's default, from the bulletin alone",
    picks: (cve) => reasonsOf(cve, false) !== null,
  },
  {
    name: "Daybreak's default, with KEV as of that day",
    picks: (cve) => reasonsOf(cve, true) !== null,
  },
  {
    name: "Daybreak's first two tiers, 24 hours and 3 days",
    picks: (cve) => reasonsOf(cve, false, 2) !== null,
  },
  { name: 'CVSS of 7 or more', picks: ({ cvss_base: score = '' }) => Number(score) >= 7 },
  {
    name: 'the vendor: exploited, or "More Likely"',
    picks: ({ exploited_at_release: exploited, exploitability_latest: said }) =>
      exploited === 'Yes' || /More Likely|Detected/.test(said ?? ''),
  },
  {
    name: 'the vendor: "More Likely" alone',
    picks: ({ exploitability_latest: said = '' }) => said.includes('More Likely'),
  },
  { name: 'EPSS of 0.1 or more, known that day', picks: () => false },
  {
    name: 'EPSS of 0.1 or more, as of 2026-01-30 (later)',
    picks: ({ epss_2026_01_30: score = '' }) => Number(score) >= 0.1,
  },
];

const daybreak = policyOf(shippedPolicies.find(({ policy }) => policy === 'daybreak'));

/** Why the default puts it into its first tiers; null where it does not. */
function reasonsOf(cve: Cve, withKev: boolean, tiers = 1): readonly Reason[] | null {
  const day = cve['first_revision_date'] ?? '';
  const { tier, reasons } = answer(daybreak, {
    threat: threatOf(cve, withKev),
    sources: { kev: day, epss: null, vulnrichment: null, msrc: day },
    day,
    facts: { ...noHostFacts, exposed: 'yes' },
    said: () => ({ source: 'the bench', asOf: null }),
    ordered: known('no', { source: 'the bench', asOf: null }),
    assumptions: new Map(),
  });
  return daybreak.tiers.slice(0, tiers).includes(tier) ? reasons : null;
}

function threatOf(cve: Cve, withKev: boolean): Threat {
  const { cve: advisory = '', kev_date_added: added = '' } = cve;
  const entry = { advisory, added, removed: null, due: [], ransomware: null };
  const kev = withKev && added !== '' ? [entry] : [];
  return { advisory, statement: statementOf(cve), kev, epss: [], ssvc: null };
}

function statementOf(cve: Cve): VendorStatement {
  const said = (cve['exploitability_latest'] ?? '').replace('Exploitation ', '').toLowerCase();
  const exploited = cve['exploited_at_release'] ?? '';
  return {
    advisory: cve['cve'] ?? '',
    source: `Microsoft, ${cve['cvrf_doc']}`,
    published: cve['first_revision_date'] ?? '',
    title: '',
    severity: cve['max_severity'] ?? '',
    impact: cve['impact'] ?? '',
    exploited: exploited === '' ? null : exploited === 'Yes',
    disclosed: null,
    exploitability: exploitabilities.find((one) => one === said) ?? null,
    cvss: cve['cvss_vector'] ?? '',
    cvssScore: cve['cvss_base'] === '' ? null : Number(cve['cvss_base']),
    exploitedSince: null,
    wormable: null,
  };
}

function policyOf(form: PolicyForm | undefined): Policy {
  const policy = form === undefined ? [] : makePolicy(form);
  if ('rowAt' in policy) return policy;
  throw new Error('the default policy is not as it was');
}

function lastDay(cves: readonly Cve[]): string {
  return cves.reduce((last, { first_revision_date: day = '' }) => (day > last ? day : last), '');
}

function readTable(path: string): readonly Cve[] {
  const text = gunzipSync(readFileSync(path)).toString();
  const [heads, ...rows] = delimitedRecords(text, ',').map(({ cells }) => cells);
  return rows.map((cells) =>
    Object.fromEntries((heads ?? []).map((head, at) => [head, cells[at] ?? ''])),
  );
}

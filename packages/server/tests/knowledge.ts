/** Knowledge of a few bulletins, answered from by the real rules of exposure. */
import { createHash } from 'node:crypto';
import {
  type FeedStatus,
  type Fix,
  KnowledgeBuilder,
  type ProductKnowledge,
} from '@daybreak/core/bulletin';
import {
  assessHost,
  type ExposureBasis,
  type KnownProducts,
  ProductExposure,
  productIdOfHost,
  summariseHost,
} from '@daybreak/core/exposure';
import type { Host } from '@daybreak/core/inventory';
import type { KevListing, VendorStatement } from '@daybreak/core/threat';
import {
  type ExposureService,
  ProductsOnDay,
  type VersionedThreats,
} from '@daybreak/server/exposure';

const fix: Fix = {
  bulletin: '2024-Jun',
  published: '2024-06-11',
  advisory: 'CVE-2024-30080',
  title: 'Message Queuing Remote Code Execution Vulnerability',
  product: 'Windows Server 2022',
  component: '',
  update: 'KB5039227',
  kind: 'cumulative',
  fixedBuild: '10.0.20348.2527',
  supersedes: ['KB5037782'],
  severity: 'Critical',
  impact: 'Remote Code Execution',
  restart: 'yes',
  exploited: false,
};

/** What was published for Windows Server 2022 in May and June 2024. */
export const juneFixes: readonly Fix[] = [
  fix,
  { ...fix, advisory: 'CVE-2024-30082', title: 'Win32k', severity: 'Important' },
  {
    ...fix,
    bulletin: '2024-May',
    published: '2024-05-14',
    advisory: 'CVE-2024-30051',
    update: 'KB5037782',
    fixedBuild: '10.0.20348.2461',
    supersedes: [],
    severity: 'Important',
    exploited: true,
  },
];

/** A later one, for Windows 10 alone: Windows Server 2022 has nothing to do with it. */
export const windows10Fix: Fix = {
  ...fix,
  advisory: 'CVE-2024-30085',
  product: 'Windows 10 Version 22H2 for x64-based Systems',
  update: 'KB5039211',
  fixedBuild: '10.0.19045.4529',
  supersedes: [],
};

export const juneFeeds: readonly FeedStatus[] = [
  {
    name: 'msrc',
    source: 'a test',
    asOf: '2024-06-11',
    months: ['2024-05', '2024-06'].map((month) => ({
      month,
      state: 'complete' as const,
      reason: '',
      count: 2,
    })),
    documents: 2,
    rows: 3,
    drops: [{ reason: 'no update named', count: 1, example: '2024-Jun: CVE-2024-1' }],
  },
];

export interface TestExposure extends ExposureService {
  /** From now on, this is all that is known. */
  learn(fixes: readonly Fix[], feeds: readonly FeedStatus[]): void;
  /** From now on, an authority lists these as exploited. */
  list(advisories: readonly string[]): void;
  /** How many assessments have been made. */
  assessments(): number;
}

export function testExposure(): TestExposure {
  let basis: ExposureBasis = { asOf: '2024-06-20', feeds: [], listedExploited: new Set() };
  let products = new Map<string, { hash: string; exposure: ProductExposure }>();
  let known: readonly ProductKnowledge[] = [];
  let fixesKnown: readonly Fix[] = [];
  let threats: VersionedThreats = threatsOf([], new Set());
  let made = 0;
  const prepare = (): void => {
    products = new Map(known.map((product) => [product.id, prepared(product, basis)]));
    threats = threatsOf(fixesKnown, basis.listedExploited);
  };
  const everything: KnownProducts = {
    product: (id) => products.get(id)?.exposure ?? null,
    basis: () => basis,
  };
  return {
    learn(fixes, feeds) {
      const builder = new KnowledgeBuilder();
      for (const one of fixes) builder.add('msrc', one);
      basis = { ...basis, feeds };
      fixesKnown = fixes;
      known = builder.finish().products;
      prepare();
    },
    list(advisories) {
      basis = { ...basis, listedExploited: new Set(advisories) };
      prepare();
    },
    feeds: () => basis.feeds,
    onDay: (day) =>
      new ProductsOnDay({
        day,
        product: (id) => {
          const found = known.find((product) => product.id === id);
          return found === undefined ? null : new ProductExposure(found, { ...basis, asOf: day });
        },
        stated: (advisory) => threats.knowledge.of(advisory).statement?.published ?? null,
      }),
    listedExploited: () => basis.listedExploited,
    threats: () => threats,
    assessments: () => made,
    status: () => ({ ready: basis.feeds.length > 0, asOf: basis.feeds[0]?.asOf ?? null }),
    basisOf: (host: Host) => products.get(productIdOfHost(host))?.hash ?? 'nothing',
    assess(host: Host) {
      made += 1;
      return assessHost(host, everything);
    },
    summarise(host: Host) {
      made += 1;
      return summariseHost(host, everything);
    },
  };
}

function prepared(known: ProductKnowledge, basis: ExposureBasis) {
  const hash = createHash('sha256').update(JSON.stringify(known)).digest('hex');
  return { hash, exposure: new ProductExposure(known, basis) };
}

/** What these rows say of their advisories, and a catalogue that lists some since 20 June 2024. */
function threatsOf(fixes: readonly Fix[], listed: ReadonlySet<string>): VersionedThreats {
  const statements = new Map(fixes.map((one) => [one.advisory, statementOf(one)]));
  return {
    version: [...statements.keys(), '|', ...listed].join(),
    knowledge: {
      sources: { kev: '2024-06-20', epss: null, vulnrichment: null, msrc: '2024-06-11' },
      of: (advisory) => ({
        advisory,
        statement: statements.get(advisory) ?? null,
        kev: listed.has(advisory) ? [listingOf(advisory)] : [],
        epss: [],
        ssvc: null,
      }),
    },
  };
}

function statementOf({ advisory, bulletin, published, title, severity, impact, exploited }: Fix) {
  return {
    advisory,
    source: `Microsoft, ${bulletin}`,
    published,
    title,
    severity,
    impact,
    exploited,
    disclosed: false,
    exploitability: 'less likely',
    cvss: 'CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H',
    cvssScore: 7.8,
    exploitedSince: null,
    wormable: null,
  } satisfies VendorStatement;
}

function listingOf(advisory: string): KevListing {
  const due = [{ from: '2024-06-20', day: '2024-07-11' }];
  return { advisory, added: '2024-06-20', removed: null, due, ransomware: null };
}

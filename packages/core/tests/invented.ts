/** Small invented knowledge, feeds and hosts, for the tests of the decisions. */
import {
  type FeedStatus,
  type Fix,
  KnowledgeBuilder,
  type ProductKnowledge,
  productId,
  readWindowsProduct,
} from '../src/bulletin/index.ts';
import { type Assessment, type ExposureBasis, ProductExposure } from '../src/exposure/index.ts';
import type { WindowsHost } from '../src/inventory/index.ts';

export const server = 'Windows Server 2022';
export const windows7 = 'Windows 7 for x64-based Systems Service Pack 1';
export const windows10 = 'Windows 10 Version 22H2 for x64-based Systems';

const plainFix: Fix = {
  bulletin: '',
  published: '2024-01-09',
  advisory: 'CVE-2024-1',
  title: 'A flaw',
  product: server,
  component: '',
  update: 'KB1',
  kind: 'single',
  fixedBuild: '',
  supersedes: [],
  severity: 'Important',
  impact: 'Remote Code Execution',
  restart: null,
  exploited: false,
};

export function fix(facts: Partial<Fix> = {}): Fix {
  return { ...plainFix, ...facts };
}

/** Rows of one update that closes these advisories. */
export function closing(advisories: readonly string[], facts: Partial<Fix> = {}): Fix[] {
  return advisories.map((advisory) => fix({ advisory, ...facts }));
}

/** `CVE-9-1` to `CVE-9-<count>`. */
export function cves(prefix: string | number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `CVE-${prefix}-${at + 1}`);
}

export function builderOf(rows: readonly Fix[]): KnowledgeBuilder {
  const builder = new KnowledgeBuilder();
  for (const row of rows) builder.add('msrc', row);
  return builder;
}

/** What the rows say of one product, named as vendors do. */
export function knowledgeOf(rows: readonly Fix[], product: string = server): ProductKnowledge {
  const read = readWindowsProduct(product);
  const id = read === null ? '' : productId(read);
  const found = builderOf(rows)
    .finish()
    .products.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no row is of ${product}`);
  return found;
}

export function host(facts: Partial<WindowsHost> = {}): WindowsHost {
  return {
    name: 'INVENTED',
    osName: 'Microsoft Windows Server 2022 Standard',
    family: 'Windows Server 2022',
    edition: 'Standard',
    release: '',
    architecture: 'x64',
    servicePack: 0,
    version: '10.0.20348',
    build: 20348,
    revision: null,
    serverCore: null,
    role: 'server',
    domain: 'WORKGROUP',
    installed: listed([]),
    ...facts,
  };
}

export function windows7Host(facts: Partial<WindowsHost> = {}): WindowsHost {
  return host({
    osName: 'Microsoft Windows 7 Enterprise',
    family: 'Windows 7',
    edition: 'Enterprise',
    servicePack: 1,
    version: '6.1.7601',
    build: 7601,
    serverCore: false,
    role: 'workstation',
    ...facts,
  });
}

/** A whole list of installed updates. */
export function listed(updates: readonly string[]): WindowsHost['installed'] {
  return { updates, stated: updates.length, complete: true };
}

/** A list of which there is more. */
export function cutShort(updates: readonly string[]): WindowsHost['installed'] {
  return { updates, stated: updates.length + 10, complete: false };
}

/** A feed that has every month of this century up to 2030 whole, but for some. */
export function feed(facts: { partial?: readonly string[]; missing?: readonly string[] } = {}) {
  const months = Array.from({ length: 31 * 12 }, (_, at) => {
    const number = String((at % 12) + 1).padStart(2, '0');
    return `${2000 + Math.floor(at / 12)}-${number}`;
  }).filter((month) => !facts.missing?.includes(month));
  const status: FeedStatus = {
    name: 'msrc',
    source: 'invented',
    asOf: '2030-12-31',
    months: months.map((month) => ({
      month,
      state: facts.partial?.includes(month) ? 'partial' : 'complete',
      reason: '',
      count: 1,
    })),
    documents: 1,
    rows: 1,
    drops: [],
  };
  return status;
}

const asOf = '2024-06-20';

/** A question of one day, with all months covered and nothing listed as exploited. */
export function basisOf(facts: Partial<ExposureBasis> = {}): ExposureBasis {
  return { asOf, feeds: [feed()], listedExploited: new Set(), ...facts };
}

export function assess(
  knowledge: ProductKnowledge,
  of: WindowsHost,
  basis: Partial<ExposureBasis> = {},
): Assessment {
  return new ProductExposure(knowledge, basisOf(basis)).assess(of);
}

/** `KB2: CVE-2, CVE-1`, an update to install a line. */
export function toInstall({ install }: Assessment): string[] {
  return install.map(({ update, closes }) => `${update}: ${closes.join(', ')}`);
}

/** `open`, `fixed` or `unknown` of one advisory; empty where it is not listed. */
export function stateOf({ advisories }: Assessment, cve: string): string {
  return advisories.find((one) => one.cve === cve)?.state ?? '';
}

import type { Threat, ThreatSources, VendorStatement } from '../src/threat/index.ts';
import {
  type Assumptions,
  makePolicy,
  noHostFacts,
  type Policy,
  type PolicyForm,
  type Question,
  shippedPolicies,
  unknown,
} from '../src/urgency/index.ts';

/** An invented statement, of which a test says what matters to it. */
export function statement(facts: Partial<VendorStatement> = {}): VendorStatement {
  return {
    advisory: 'CVE-2024-1',
    source: 'Microsoft, 2024-Jun',
    published: '2024-06-11',
    title: 'A flaw',
    severity: 'Important',
    impact: 'Remote Code Execution',
    exploited: false,
    exploitedSince: null,
    disclosed: false,
    exploitability: 'less likely',
    cvss: 'CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H',
    cvssScore: 7.8,
    wormable: null,
    ...facts,
  };
}

export function threat(facts: Partial<Threat> = {}): Threat {
  return { advisory: 'CVE-2024-1', statement: null, kev: [], epss: [], ssvc: null, ...facts };
}

export const listing = {
  advisory: 'CVE-2024-1',
  added: '2024-06-20',
  removed: null,
  due: [{ from: '2024-06-20', day: '2024-07-11' }],
  ransomware: null,
};

/** Every source was read on the day of the question. */
export const sources: ThreatSources = {
  kev: '2024-07-01',
  epss: '2024-07-01',
  vulnrichment: '2024-07-01',
  msrc: '2024-07-01',
};

export function question(facts: Partial<Question> & { assume?: Record<string, string> } = {}) {
  const { assume = {}, ...given } = facts;
  const assumptions: Assumptions = new Map(Object.entries(assume));
  return {
    threat: threat({ statement: statement() }),
    sources,
    day: '2024-07-01',
    facts: noHostFacts,
    said: () => ({ source: 'a test', asOf: null }),
    ordered: { ...unknown(['no', 'yes'], 'no directive'), believed: ['no'], possible: ['no'] },
    assumptions,
    ...given,
  } satisfies Question;
}

export function shipped(id: string): Policy {
  const form = shippedPolicies.find(({ policy }) => policy === id);
  if (form === undefined) throw new Error(`no policy ${id}`);
  return made(form);
}

export function made(form: PolicyForm): Policy {
  const policy = makePolicy(form);
  if ('rowAt' in policy) return policy;
  throw new Error(JSON.stringify(policy));
}

/**
 * The fleet is counted, and searched for states, by what hosts share. Here the same is asked of every
 * host by itself.
 */
import { type ComplianceState, complianceStates, noneOf } from '@daybreak/core/compliance';
import type {
  Compliance,
  ComplianceHosts,
  ComplianceOverview,
  HostCompliance,
} from '@daybreak/protocol/compliance';
import type { DirectiveDetail } from '@daybreak/protocol/directive';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../storage/tests/support/database.ts';
import { bring, forgetPostures, inventedFleet } from './invented-fleet.ts';
import { juneFeeds, juneFixes } from './knowledge.ts';
import { administrator, startApp, type Visitor } from './support.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const advisories = ['CVE-2024-30080', 'CVE-2024-30051'];
/** Mostly none, which means all: else few hosts would be asked anything. */
const few = (names: string[]) =>
  fc.oneof({ arbitrary: fc.constant([]), weight: 2 }, fc.subarray(names, { maxLength: 2 }));
const roles = few(['dns', 'dc', 'web', 'server']);
const groups = few(['shop', 'tills', 'lab']);
const clock = fc.oneof(
  fc.constantFrom('2024-06-18', '2024-06-30').map((by) => ({ by })),
  fc.constantFrom('publication', 'issue').map((from) => ({ from, hours: 24 })),
);

const inventedTerms = fc.record({
  scope: fc.record({ advisories: fc.subarray(advisories, { minLength: 1 }), roles, groups }),
  patch: clock,
  mitigate: fc.option(fc.record({ clock, roles })),
  exempt: fc.option(fc.record({ roles, groups })),
});
type InventedTerms = typeof inventedTerms extends fc.Arbitrary<infer T> ? T : never;

/** A host by its number, or a group. */
const subject = fc.oneof(
  { arbitrary: fc.nat(1_199), weight: 3 },
  fc.constantFrom('Shop', 'tills', 'lab'),
);

const inventedCase = fc.record({
  fleet: inventedFleet,
  directives: fc.array(inventedTerms, { minLength: 1, maxLength: 3 }),
  exceptions: fc.array(
    fc.record({ subject, object: fc.constantFrom('directive', ...advisories, 'KB5039227') }),
    { maxLength: 12 },
  ),
  statements: fc.array(subject, { maxLength: 6 }),
  asOf: fc.constantFrom('', '2024-06-19', '2024-06-16T08:00Z', '2024-06-12T05:30Z'),
  states: fc.subarray([...complianceStates], { minLength: 1, maxLength: 3 }),
  limit: fc.constantFrom(7, 100, 500),
});
type InventedCase = typeof inventedCase extends fc.Arbitrary<infer T> ? T : never;

describe('counts and searches by what hosts share', () => {
  it('tell of any fleet what every host by itself tells', async () => {
    await fc.assert(fc.asyncProperty(inventedCase, holds), { numRuns: 12 });
  }, 240_000);
});

async function holds(invented: InventedCase): Promise<void> {
  await using test = await startApp(server);
  test.exposure.learn(juneFixes, juneFeeds);
  const visitor = await administrator(test);
  const ids = await bring(test.test.database, invented.fleet);
  const directives: string[] = [];
  for (const terms of invented.directives) directives.push(await issue(visitor, terms));
  await waive(visitor, invented, { ids, directives });
  await forgetPostures(test.test.database, invented.fleet, ids);
  const { asOf, states, limit } = invented;
  const overview = await get<ComplianceOverview>(visitor, '/api/compliance');
  for (const directive of directives) {
    const path = `/api/directives/${directive}/compliance`;
    const now = await everyHost(visitor, `${path}/hosts?limit=500`);
    const told = overview.directives.find((one) => one.directive === directive);
    expect(told).toEqual({ directive, hosts: now.length, counts: tallied(now).counts });
    const query = `limit=500${asOf && `&asOf=${asOf}`}`;
    const all = asOf === '' ? now : await everyHost(visitor, `${path}/hosts?${query}`);
    expect(await get<Compliance>(visitor, `${path}?${query}`)).toMatchObject(tallied(all));
    const wanted = all.filter(({ state }) => states.includes(state));
    const search = `${path}/hosts?${query}&states=${states.join()}`;
    expect(await everyHost(visitor, search)).toEqual(wanted);
    await expectPages(visitor, search.replace('limit=500', `limit=${limit}`), wanted);
  }
}

async function expectPages(visitor: Visitor, url: string, wanted: readonly HostCompliance[]) {
  const first = await get<ComplianceHosts>(visitor, url);
  const { length } = first.hosts;
  expect(first.hosts).toEqual(wanted.slice(0, length));
  expect(first.next === null).toBe(length === wanted.length);
}

async function everyHost(visitor: Visitor, url: string): Promise<HostCompliance[]> {
  const all: HostCompliance[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: ComplianceHosts = await get(visitor, url + more);
    all.push(...page.hosts);
    cursor = page.next;
  }
  return all;
}

function tallied(hosts: readonly HostCompliance[]) {
  const counts = noneOf();
  for (const { state } of hosts) counts[state] += 1;
  const asked = hosts.filter(({ state }) => state !== ('out-of-scope' satisfies ComplianceState));
  const dates = asked.flatMap(({ inventoryAt }) => inventoryAt ?? []).sort();
  return {
    counts,
    hosts: hosts.length,
    example: hosts.filter(({ example }) => example).length,
    inventories: { oldest: dates[0] ?? null, newest: dates.at(-1) ?? null },
  };
}

async function issue(visitor: Visitor, { scope, patch, mitigate, exempt }: InventedTerms) {
  const byRole = mitigate === null ? [] : [{ action: 'mitigate', ...mitigate }];
  const isExempt = exempt !== null && exempt.roles.length + exempt.groups.length > 0;
  const terms = {
    authority: 'CISA',
    title: 'an order',
    scope,
    demands: [{ action: 'patch', clock: patch }, ...byRole],
    exemptions: isExempt ? [{ ...exempt, reason: 'later', until: null }] : [],
  };
  const payload = { at: '2024-06-12', terms };
  return (await post<DirectiveDetail>(visitor, '/api/directives', payload)).directive.id;
}

async function waive(
  visitor: Visitor,
  { exceptions, statements, directives: terms }: InventedCase,
  { ids, directives }: { readonly ids: readonly string[]; readonly directives: readonly string[] },
): Promise<void> {
  const subjectOf = (one: number | string) =>
    typeof one === 'string' ? { kind: 'group', group: one } : { kind: 'host', id: ids[one] };
  const kinds = { d: 'directive', C: 'advisory', K: 'update' } as const;
  for (const { subject: of, object } of exceptions) {
    const kind = kinds[object[0] as keyof typeof kinds];
    const name = kind === 'directive' ? directives[0] : object;
    const common = { owner: 'Bo', reason: 'it breaks', until: '2024-07-30' };
    const payload = { ...common, subject: subjectOf(of), object: { kind, name } };
    await post(visitor, '/api/exceptions', payload);
  }
  if (terms[0]?.mitigate == null) return;
  for (const of of statements) {
    const payload = { action: 'mitigate', at: '2024-06-13', evidence: 'a ticket' };
    const path = `/api/directives/${directives[0]}/attestations`;
    await post(visitor, path, { ...payload, subject: subjectOf(of) });
  }
}

async function get<T>(visitor: Visitor, url: string): Promise<T> {
  const answer = await visitor.ask('GET', url);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return answer.json<T>();
}

async function post<T>(visitor: Visitor, url: string, payload: object): Promise<T> {
  const answer = await visitor.ask('POST', url, { payload });
  if (answer.statusCode >= 300) throw new Error(answer.body);
  return answer.json<T>();
}

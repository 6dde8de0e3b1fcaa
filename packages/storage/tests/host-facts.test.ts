import { effectiveFacts, type FactRule, valuesOfFacts } from '@daybreak/core/host-facts';
import { type HostFactName, noHostFacts } from '@daybreak/core/urgency';
import { type Database, migrate, transact } from '@daybreak/storage/database';
import { deleteFleet, type ObservedHost, observeHosts, postureOf } from '@daybreak/storage/host';
import {
  countByPostureAndFacts,
  findHostsByName,
  holdFactRules,
  listFactRules,
  previewFactRules,
  readHostFacts,
  replaceFactRules,
  setHostFacts,
} from '@daybreak/storage/host-facts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../src/database/migrations/index.ts';
import { startTestServer, type TestServer } from './support/database.ts';
import { countingIds, observed, serverWith } from './support/hosts.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const newRuleId = countingIds();

function rule(match: Partial<FactRule['match']>, sets: FactRule['sets'], title = 'r'): FactRule {
  const all = { name: null, group: null, domain: null, osName: null, inventoryRole: null };
  return {
    id: newRuleId(),
    title,
    match: { ...all, ...match },
    sets,
    by: 'Ada',
    atMs: day(3).getTime(),
  };
}

/** A fresh database with these hosts of January 1, and short ways to ask and tell it. */
async function withHosts(hosts: readonly ObservedHost[], group = '') {
  const test = await server.fresh();
  const { database } = test;
  const newId = countingIds();
  const observe = (at: Date, seen: readonly ObservedHost[], into = group) =>
    transact(database, (tx) => observeHosts(tx, { fleet: 'own', group: into, at, newId }, seen));
  await observe(day(1), hosts);
  return {
    ...test,
    observe,
    set: async (name: string, facts: Partial<Record<HostFactName, string | null>>, at = day(2)) => {
      const id = await idOf(database, name);
      const settings = Object.entries(facts).map(([fact, value]) => {
        return { hostId: id, fact: fact as HostFactName, value, source: 'the form' };
      });
      return transact(database, (tx) => setHostFacts(tx, settings, { by: 'Bo', at }));
    },
    rule: (rules: readonly FactRule[]) =>
      transact(database, async (tx) => {
        await holdFactRules(tx);
        return replaceFactRules(tx, rules);
      }),
    factsOf: async (name: string) => {
      const [one] = await readHostFacts(database, [await idOf(database, name)]);
      if (one === undefined) throw new Error(`no host ${name}`);
      return one;
    },
  };
}

async function idOf(database: Database, name: string): Promise<string> {
  const found = await findHostsByName(database, [name]);
  return found.get(name.toLowerCase())?.id ?? '';
}

/** What hosts carry as their class, by name: what counting sees. */
async function carried(database: Database) {
  const { rows } = await sql<{ name: string; facts: object }>`
    select h.name, jsonb_build_object('exposed', c.exposed, 'mission', c.mission, 'role', c.role,
      'owner', c.owner, 'group', c.host_group) as facts
    from hosts h join facts_classes c on c.id = h.facts_class`.execute(database);
  return new Map(rows.map(({ name, facts }) => [name, facts]));
}

const web = observed(serverWith('WEB-1', 1));
const dc = observed({ ...serverWith('DC-1', 1), role: 'primary-domain-controller' });

describe('facts of hosts', () => {
  it('are what the inventory says until somebody says more', async () => {
    await using test = await withHosts([web, dc], 'shop');
    expect(await carried(test.database)).toEqual(
      new Map([
        ['WEB-1', { ...noHostFacts, role: 'server', group: 'shop' }],
        ['DC-1', { ...noHostFacts, role: 'dc', group: 'shop' }],
      ]),
    );
    expect((await test.factsOf('dc-1')).facts.role).toEqual({
      value: 'dc',
      origin: 'inventory',
      source: 'its inventory',
      by: null,
      atMs: null,
    });
  });

  it('keep who set them, and when and how; taken back, the rules count again', async () => {
    await using test = await withHosts([web]);
    await test.rule([rule({ name: 'web*' }, { exposed: 'yes' }, 'Web')]);
    expect(await test.set('web-1', { exposed: 'no', owner: 'IT' })).toMatchObject([
      { fact: 'exposed', before: null, value: 'no' },
      { fact: 'owner', before: null, value: 'IT' },
    ]);
    const { facts } = await test.factsOf('WEB-1');
    expect(facts.exposed).toEqual({
      value: 'no',
      origin: 'person',
      source: 'the form',
      by: 'Bo',
      atMs: day(2).getTime(),
    });
    expect(await test.set('web-1', { exposed: 'no' }, day(4))).toEqual([]);
    expect((await test.factsOf('WEB-1')).facts.exposed?.atMs).toBe(day(2).getTime());
    await test.set('web-1', { exposed: null }, day(5));
    expect((await test.factsOf('WEB-1')).facts.exposed).toMatchObject({
      value: 'yes',
      source: 'rule "Web"',
    });
    const { rows } = await sql`
      select fact, value, from_at, to_at from host_facts order by fact`.execute(test.database);
    expect(rows).toEqual([
      { fact: 'exposed', value: 'no', from_at: day(2), to_at: day(5) },
      { fact: 'owner', value: 'IT', from_at: day(2), to_at: null },
    ]);
  });

  it('of a group: an import that names another group ends what a person said', async () => {
    await using test = await withHosts([web], 'shop');
    await test.set('web-1', { group: 'office' });
    expect((await test.factsOf('web-1')).facts.group).toMatchObject({ value: 'office', by: 'Bo' });
    await test.observe(day(3), [web], '');
    expect((await test.factsOf('web-1')).facts.group).toMatchObject({ value: 'office', by: 'Bo' });
    await test.observe(day(4), [web], 'lab');
    expect((await test.factsOf('web-1')).facts.group).toMatchObject({ value: 'lab', by: null });
    expect((await carried(test.database)).get('WEB-1')).toMatchObject({ group: 'lab' });
    await test.set('web-1', { group: null }, day(5));
    expect((await test.factsOf('web-1')).facts.group).toBeNull();
  });

  it('follow an inventory that changes', async () => {
    await using test = await withHosts([web]);
    await test.rule([rule({ domain: 'new.test' }, { owner: 'New' })]);
    const moved = { ...serverWith('WEB-1', 2), role: null, domain: 'new.test' };
    await test.observe(day(2), [observed(moved)]);
    expect((await carried(test.database)).get('WEB-1')).toMatchObject({ role: null, owner: 'New' });
  });

  it('of hosts that come in later follow the rules there are', async () => {
    await using test = await withHosts([]);
    await test.rule([rule({ inventoryRole: 'dc' }, { mission: 'very high' })]);
    await test.observe(day(4), [web, dc]);
    expect((await carried(test.database)).get('DC-1')).toMatchObject({ mission: 'very high' });
    expect((await carried(test.database)).get('WEB-1')).toMatchObject({ mission: null });
  });

  it('are gone with the host, and one that is not there is passed over', async () => {
    await using test = await withHosts([web]);
    await test.set('web-1', { owner: 'IT' });
    await transact(test.database, (tx) => deleteFleet(tx, 'own'));
    const { rows } = await sql`select * from host_facts`.execute(test.database);
    expect(rows).toEqual([]);
    const id = '00000000-0000-7000-8000-00000000ffff';
    const settings = [{ hostId: id, fact: 'owner' as const, value: 'IT', source: 'x' }];
    expect(
      await transact(test.database, (tx) => setHostFacts(tx, settings, { by: 'Bo', at: day(2) })),
    ).toEqual([]);
  });
});

describe('rules', () => {
  it('count in their order, take effect for all hosts at once, and can be seen before', async () => {
    await using test = await withHosts([web, dc]);
    await test.set('dc-1', { exposed: 'no' });
    const rules = [
      rule({ name: 'web*' }, { exposed: 'yes', role: 'web' }),
      rule({ name: '*' }, { exposed: 'controlled', mission: 'low' }),
    ];
    expect(await previewFactRules(test.database, rules)).toEqual([
      { fact: 'mission', from: null, to: 'low', hosts: 2, some: expect.any(Array) },
      { fact: 'exposed', from: null, to: 'yes', hosts: 1, some: ['WEB-1'] },
      { fact: 'role', from: 'server', to: 'web', hosts: 1, some: ['WEB-1'] },
    ]);
    expect(await listFactRules(test.database)).toEqual([]);
    expect(await test.rule(rules)).toBe(2);
    expect(await listFactRules(test.database)).toEqual(rules);
    expect((await carried(test.database)).get('WEB-1')).toMatchObject({
      exposed: 'yes',
      role: 'web',
    });
    expect((await carried(test.database)).get('DC-1')).toMatchObject({ exposed: 'no', role: 'dc' });
    await test.rule(rules.toReversed());
    expect((await carried(test.database)).get('WEB-1')).toMatchObject({ exposed: 'controlled' });
    expect(await test.rule([])).toBe(2);
  });
});

describe('what hosts carry', () => {
  it('is what the order of persons, rules and inventory gives, whatever was done', async () => {
    const names = ['a1', 'a2', 'b1'];
    const fact = fc.constantFrom<HostFactName>('exposed', 'mission', 'role', 'owner', 'group');
    const step = fc.oneof(
      fc.record({ name: fc.constantFrom(...names), fact, value: fc.constantFrom(null, 'x', 'y') }),
      fc.record({ pattern: fc.constantFrom('a*', '*1', '*'), owner: fc.constantFrom('x', 'y') }),
      fc.record({ seen: fc.constantFrom(...names), group: fc.constantFrom('', 'g', 'h') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await using test = await withHosts(names.map((name) => observed(serverWith(name, 1))));
        let rules: FactRule[] = [];
        for (const [index, one] of steps.entries()) {
          const at = day(index + 2);
          if ('fact' in one) await test.set(one.name, { [one.fact]: one.value }, at);
          if ('seen' in one) {
            await test.observe(at, [observed(serverWith(one.seen, index + 2))], one.group);
          }
          if ('pattern' in one) {
            rules = [rule({ name: one.pattern }, { owner: one.owner }), ...rules];
            await test.rule(rules);
          }
        }
        const seen = await carried(test.database);
        for (const name of names) {
          const { facts, explicit } = await test.factsOf(name);
          expect(seen.get(name)).toEqual(valuesOfFacts(facts));
          const subject = {
            name,
            group: facts.group?.value ?? null,
            domain: 'example.test',
            osName: 'Microsoft Windows Server 2022 Standard',
            inventoryRole: 'server' as const,
          };
          expect(valuesOfFacts(effectiveFacts(subject, explicit, rules))).toEqual(seen.get(name));
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe('hosts by posture and facts', () => {
  it('are counted, those of the example fleet among them', async () => {
    await using test = await withHosts([
      web,
      observed(serverWith('WEB-2', 1)),
      observed(serverWith('WEB-3', 2)),
    ]);
    await test.set('web-2', { exposed: 'yes' });
    await transact(test.database, (tx) =>
      observeHosts(
        tx,
        { fleet: 'example', group: '', at: day(1), newId: () => crypto.randomUUID() },
        [observed(serverWith('ex', 1))],
      ),
    );
    const counts = await countByPostureAndFacts(test.database);
    const seen = counts.map(({ hash, facts: { exposed }, hosts, example }) => {
      return { hash, exposed, hosts, example };
    });
    const [one, two] = [1, 2].map((revision) => postureOf(serverWith('', revision)).hash);
    expect(seen.sort((a, b) => b.hosts - a.hosts || (a.exposed ? -1 : 1))).toEqual([
      { hash: one, exposed: null, hosts: 2, example: 1 },
      { hash: one, exposed: 'yes', hosts: 1, example: 0 },
      { hash: two, exposed: null, hosts: 1, example: 0 },
    ]);
  });
});

describe('a database of an earlier Daybreak', () => {
  it('has the facts of its hosts after it was brought up to date', async () => {
    await using test = await server.empty();
    const { database } = test;
    await migrate(database, day(1), migrations.slice(0, 6));
    const host = (id: number, name: string, group: string) => sql`
      insert into hosts (id, fleet, name, name_key, facts, host_group, first_seen, last_seen)
      values (${`00000000-0000-7000-8000-00000000000${id}`}, 'own', ${name}, ${name.toLowerCase()},
        '{"osName":"Windows","domain":"d"}', ${group}, ${day(1)}, ${day(1)})`;
    for (const [index, observedHost] of [web, dc].entries()) {
      const { hash, facts } = postureOf(observedHost.host);
      await sql`insert into postures values (${hash}, 'p', ${JSON.stringify(facts)}, ${day(1)})`.execute(
        database,
      );
      await host(index, observedHost.host.name, index === 0 ? '' : "o'clock").execute(database);
      await sql`insert into host_postures values
        (${`00000000-0000-7000-8000-00000000000${index}`}, ${hash}, ${day(1)})`.execute(database);
    }
    await migrate(database, day(2));
    expect(await carried(database)).toEqual(
      new Map([
        ['WEB-1', { ...noHostFacts, role: 'server' }],
        ['DC-1', { ...noHostFacts, role: 'dc', group: "o'clock" }],
      ]),
    );
    const classes = await database.selectFrom('facts_classes').select('id').execute();
    const rules = [rule({ name: 'none' }, { owner: 'x' })];
    await transact(database, (tx) => replaceFactRules(tx, rules));
    expect(await database.selectFrom('facts_classes').select('id').execute()).toEqual(classes);
  });
});

/** Fleets with whatever makes hosts stand alike or apart, of any past and with a clock set back. */
import { randomUUID } from 'node:crypto';
import { productIdOfHost } from '@daybreak/core/exposure';
import type { FactRule } from '@daybreak/core/host-facts';
import type { HostFactName } from '@daybreak/core/urgency';
import { type Database, type Fleet, transact } from '@daybreak/storage/database';
import { type ObservedHost, observeHosts } from '@daybreak/storage/host';
import { holdFactRules, replaceFactRules, setHostFacts } from '@daybreak/storage/host-facts';
import fc from 'fast-check';
import { debianWith, observed, packageOf, serverWith } from '../../storage/tests/support/hosts.ts';

/** More than are looked at before the fleet is judged by kinds. */
const hostsMax = 1_200;
/** The tests' clock shows 2024-06-20T08:00Z: the last of these lies ahead of it. */
const days = ['2024-06-12', '2024-06-16', '2024-06-19', '2024-06-20'] as const;
const groups = ['', 'shop', 'Tills', 'lab'];
const roles = ['dns', 'dc', 'web'];

/** Every so many hosts by number, from this one on. */
const some = fc.record({ step: fc.integer({ min: 1, max: 60 }), from: fc.nat(40) });
type Some = typeof some extends fc.Arbitrary<infer T> ? T : never;

const hour = fc.constantFrom('06:00Z', '09:00Z');
const when = fc.tuple(fc.constantFrom(...days), hour).map(([day, time]) => `${day}T${time}`);
const posture = fc.nat(6);

export const inventedFleet = fc.record({
  /** What came in together, in order of time. */
  imports: fc.array(
    fc.record({ posture, group: fc.constantFrom(...groups), at: when, which: some }),
    { minLength: 2, maxLength: 6 },
  ),
  facts: fc.array(
    fc.record({
      set: fc.oneof(
        fc.record({ role: fc.option(fc.constantFrom(...roles)) }),
        fc.record({ group: fc.option(fc.constantFrom('shop', 'tills', 'lab')) }),
        fc.record({ owner: fc.option(fc.constantFrom('Bo', 'Cy')) }),
      ),
      at: when,
      which: some,
    }),
    { maxLength: 6 },
  ),
  rules: fc.array(
    fc.record({
      match: fc.oneof(
        fc.record({ name: fc.constantFrom('*1', 'host-2*', '*') }),
        fc.record({ group: fc.constantFrom('shop', 'lab') }),
        fc.record({ osName: fc.constantFrom('2022', 'Unheard') }),
        fc.record({ inventoryRole: fc.constantFrom('server' as const, 'dc' as const) }),
      ),
      role: fc.constantFrom(...roles),
    }),
    { maxLength: 3 },
  ),
  withoutPosture: fc.option(some),
});
type InventedFleet = typeof inventedFleet extends fc.Arbitrary<infer T> ? T : never;

/** Writes it; returns the ids of the hosts by their number. */
export async function bring(database: Database, fleet: InventedFleet): Promise<readonly string[]> {
  const ids = Array.from({ length: hostsMax }, () => randomUUID() as string);
  await transact(database, async (tx) => {
    await holdFactRules(tx);
    await replaceFactRules(tx, fleet.rules.map(ruleOf));
  });
  const everything = {
    posture: 0,
    group: '',
    at: `${days[0]}T05:00Z`,
    which: { step: 1, from: 0 },
  };
  for (const one of [everything, ...fleet.imports.toSorted(byTime)]) {
    await observe(database, one, ids);
  }
  for (const { set, at, which } of fleet.facts.toSorted(byTime)) {
    const settings = Object.entries(set).flatMap(([fact, value]) =>
      idsOf(which, ids).map((hostId) => {
        return { hostId, fact: fact as HostFactName, value, source: 'a test' };
      }),
    );
    await transact(database, (tx) => setHostFacts(tx, settings, { by: 'Bo', at: new Date(at) }));
  }
  return ids;
}

/** Nothing that is written does this; an answer is due all the same. */
export async function forgetPostures(
  database: Database,
  { withoutPosture }: InventedFleet,
  ids: readonly string[],
): Promise<void> {
  const without = withoutPosture === null ? [] : idsOf(withoutPosture, ids);
  if (without.length === 0) return;
  await database.deleteFrom('host_postures').where('host_id', 'in', without).execute();
}

async function observe(
  database: Database,
  { posture: kind, group, at, which }: InventedFleet['imports'][number],
  ids: readonly string[],
): Promise<void> {
  const numbers = numbersOf(which);
  const byFleet = Map.groupBy(numbers, (number): Fleet => (number % 7 === 0 ? 'example' : 'own'));
  for (const [fleet, all] of byFleet) {
    const pending = all.map((number) => ids[number] ?? '');
    const newId = (): string => pending.shift() ?? randomUUID();
    const hosts = all.map((number) => hostOf(`HOST-${number}`, kind));
    const observation = { fleet, group, at: new Date(at), newId };
    await transact(database, (tx) => observeHosts(tx, observation, hosts));
  }
}

/** Patched and not, of two roles and none, of a product that nobody has heard of, and of Debian. */
function hostOf(name: string, kind: number): ObservedHost {
  if (kind === 6) return observed(debianWith(name, [packageOf('bash', '5.2-1')]), 'debian:12');
  const base = serverWith(name, kind % 2 === 0 ? 2461 : 2527);
  const role = ([null, 'server', 'primary-domain-controller'] as const)[kind % 3] ?? null;
  const unheard = { family: '', osName: 'Unheard OS', build: 1, version: '1.0', role: null };
  const host = kind === 5 ? { ...base, ...unheard } : { ...base, role };
  return { host, product: productIdOfHost(host), sources: [], warnings: [] };
}

function ruleOf({ match, role }: InventedFleet['rules'][number], at: number): FactRule {
  const any = { name: null, group: null, domain: null, osName: null, inventoryRole: null };
  const said = { id: randomUUID(), title: `rule ${at}`, by: 'Ada', atMs: 0 };
  return { ...said, match: { ...any, ...match }, sets: { role } };
}

function byTime(a: { readonly at: string }, b: { readonly at: string }): number {
  return Date.parse(a.at) - Date.parse(b.at);
}

function numbersOf({ step, from }: Some): readonly number[] {
  return Array.from({ length: hostsMax }, (_, at) => at).filter(
    (at) => at >= from && (at - from) % step === 0,
  );
}

function idsOf(which: Some, ids: readonly string[]): readonly string[] {
  return numbersOf(which).flatMap((number) => ids[number] ?? []);
}

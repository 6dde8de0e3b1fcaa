/** Recording hosts: batches that say what they saw at one time. */

import { type FactRule, type FactSubject, inventoryRole } from '@daybreak/core/host-facts';
import type { Host } from '@daybreak/core/inventory';
import { sql } from 'kysely';
import type { Fleet, Transactor } from '../database/index.ts';
import { classesOfNew, reclassify } from '../host-facts/classify.ts';
import { forgetGroupSetters } from '../host-facts/explicit.ts';
import { listFactRules } from '../host-facts/rules.ts';
import {
  addHosts,
  closePostures,
  type Entry,
  openPostures,
  refreshHosts,
  touchHosts,
  writePostures,
} from './observed-rows.ts';
import { type Posture, postureOf } from './posture.ts';
import { takeTurn } from './turn.ts';

export interface ObservedHost {
  readonly host: Host;
  /** The product's identity, by which new bulletins find their postures. */
  readonly product: string;
  /** Which files said so. */
  readonly sources: readonly string[];
  /** What the reader of its inventory had to say. */
  readonly warnings: readonly string[];
}

/** What the list and the page of a host show beside its posture. */
export interface InventoryFacts {
  readonly osName: string;
  readonly domain: string;
  readonly sources: readonly string[];
  readonly warnings: readonly string[];
}

export interface Observation {
  readonly fleet: Fleet;
  /** Given to hosts that are new, and to known ones unless it is empty. */
  readonly group: string;
  readonly at: Date;
  readonly newId: () => string;
}

export interface ObservationResult {
  readonly added: number;
  /** Known hosts whose posture is another now. */
  readonly changed: number;
  readonly unchanged: number;
  /** Something newer is known of them already: nothing was written. */
  readonly outdated: number;
}

interface KnownHost {
  readonly id: string;
  readonly key: string;
  readonly last_seen: Date;
  readonly posture_hash: string | null;
  readonly host_group: string;
}

/** A batch is one statement a table; more would make them long without making them faster. */
const batchSize = 5_000;
/** The name under which a host is known; two hosts whose names have the same key are one. */
export function hostKey(name: string): string {
  return name.toLowerCase();
}

/**
 * Records what was seen at one time. Each host's key must occur once.
 *
 * An unchanged host costs one small write (when it was last seen).
 */
export async function observeHosts(
  tx: Transactor,
  observation: Observation,
  hosts: readonly ObservedHost[],
): Promise<ObservationResult> {
  await takeTurn(tx);
  const rules = await listFactRules(tx);
  const result = { added: 0, changed: 0, unchanged: 0, outdated: 0 };
  for (let start = 0; start < hosts.length; start += batchSize) {
    const batch = hosts.slice(start, start + batchSize);
    const entries = await decide(tx, observation, batch);
    for (const { fate } of entries) result[fate] += 1;
    await write(tx, observation, entries, rules);
  }
  return result;
}

async function decide(
  tx: Transactor,
  observation: Observation,
  batch: readonly ObservedHost[],
): Promise<Entry[]> {
  const keys = batch.map(({ host }) => hostKey(host.name));
  const known = await knownHosts(tx, observation.fleet, keys);
  return batch.map((observed, index) => {
    const key = keys[index] ?? '';
    const before = known.get(key);
    const posture = postureOf(observed.host);
    const fate = fateOf(before, posture, observation.at);
    const regrouped = isRegrouped(before, observation.group);
    return { id: before?.id ?? observation.newId(), key, posture, observed, fate, regrouped };
  });
}

function fateOf(before: KnownHost | undefined, { hash }: Posture, at: Date): Entry['fate'] {
  if (before === undefined) return 'added';
  if (before.posture_hash === hash) return 'unchanged';
  return at > before.last_seen ? 'changed' : 'outdated';
}

function isRegrouped(before: KnownHost | undefined, group: string): boolean {
  return before !== undefined && group !== '' && before.host_group !== group;
}

async function knownHosts(
  tx: Transactor,
  fleet: Fleet,
  keys: readonly string[],
): Promise<Map<string, KnownHost>> {
  const { rows } = await sql<KnownHost>`
    select h.id, h.name_key as key, h.last_seen, p.posture_hash, h.host_group
    from hosts h
    left join host_postures p on p.host_id = h.id and p.to_at is null
    where h.fleet = ${fleet} and h.name_key = any(${keys}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.key, row]));
}

async function write(
  tx: Transactor,
  observation: Observation,
  all: readonly Entry[],
  rules: readonly FactRule[],
): Promise<void> {
  const added = all.filter(({ fate }) => fate === 'added');
  const changed = all.filter(({ fate }) => fate === 'changed');
  const unchanged = all.filter(({ fate }) => fate === 'unchanged');
  await writePostures(tx, observation.at, [...added, ...changed]);
  const subjects = added.map((entry) => subjectOf(entry, observation.group));
  await addHosts(tx, observation, added, await classesOfNew(tx, rules, subjects));
  await touchHosts(tx, observation, unchanged);
  await refreshHosts(tx, observation, changed);
  await closePostures(tx, observation.at, changed);
  await openPostures(tx, observation.at, [...added, ...changed]);
  const regrouped = [...changed, ...unchanged].filter((entry) => entry.regrouped);
  await forgetGroupSetters(tx, observation.at, idsOf(regrouped));
  await reclassify(tx, rules, [...new Set(idsOf([...changed, ...regrouped]))]);
}

function subjectOf({ observed: { host } }: Entry, group: string): FactSubject {
  const { name, domain, osName } = host;
  return { name, domain, osName, group: group || null, inventoryRole: inventoryRole(host) };
}

function idsOf(entries: readonly Entry[]): string[] {
  return entries.map(({ id }) => id);
}

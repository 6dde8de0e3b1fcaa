/** Facts that a person sets for hosts, by hand. */

import { type HostFactName, hostFactNames } from '@daybreak/core/urgency';
import type { HostFacts, HostFactsChange } from '@daybreak/protocol/host-facts';
import { appendAudit } from '@daybreak/storage/audit';
import { transact } from '@daybreak/storage/database';
import { type FactChange, readHostFacts, setHostFacts } from '@daybreak/storage/host-facts';
import type { ServerContext } from '../context/index.ts';
import { Refusal } from '../http/problem.ts';
import { shownFacts } from './view.ts';

type SetContext = Pick<ServerContext, 'database' | 'now'>;

/** @throws Refusal when one of the hosts is not there */
export async function factsOf({ database }: SetContext, ids: readonly string[]) {
  const hosts = await readHostFacts(database, ids);
  if (hosts.length < new Set(ids).size) throw noHost(ids.length);
  return hosts.map(shownFacts);
}

/**
 * Sets the facts for all of the hosts, or for none of them.
 * @returns how many of them had something else before
 * @throws Refusal when one of the hosts is not there, or nothing is to be set
 */
export async function setFacts(
  { database, now }: SetContext,
  by: string,
  given: readonly string[],
  { source, ...facts }: HostFactsChange,
): Promise<number> {
  const named = hostFactNames.filter((fact) => facts[fact] !== undefined);
  if (named.length === 0) {
    throw new Refusal('invalid-input', `body/: names none of ${hostFactNames.join(', ')}.`);
  }
  const [at, ids] = [now(), [...new Set(given)]];
  return transact(database, async (tx) => {
    const hosts = await readHostFacts(tx, ids);
    if (hosts.length < ids.length) throw noHost(ids.length);
    const settings = ids.flatMap((hostId) =>
      named.map((fact) => ({ hostId, fact, value: facts[fact] ?? null, source })),
    );
    const changes = await setHostFacts(tx, settings, { by, at });
    if (changes.length === 0) return 0;
    const names = new Map(hosts.map(({ id, name }) => [id, name]));
    const subject = ids.length === 1 ? (hosts[0]?.name ?? '') : `${ids.length} hosts`;
    const details = { source, changes: changes.map((change) => told(change, names)) };
    await appendAudit(tx, { at, actor: by, action: 'host-facts.set', subject, details });
    return new Set(changes.map(({ hostId }) => hostId)).size;
  });
}

/** The host after the change. */
export async function setFactsOfOne(
  context: SetContext,
  by: string,
  id: string,
  change: HostFactsChange,
): Promise<HostFacts> {
  await setFacts(context, by, [id], change);
  const [host] = await factsOf(context, [id]);
  if (host === undefined) throw noHost(1);
  return host;
}

function told(
  { hostId, fact, before, value }: FactChange,
  names: ReadonlyMap<string, string>,
): { host: string; fact: HostFactName; before: string | null; after: string | null } {
  return { host: names.get(hostId) ?? hostId, fact, before, after: value };
}

function noHost(asked: number): Refusal {
  const what = asked === 1 ? 'There is no such host' : 'Not all of these hosts are there';
  return new Refusal('not-found', `${what}; nothing was set.`);
}

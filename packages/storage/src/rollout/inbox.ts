/** What hosts have said that rollouts have not taken in yet. */
import { pollsMissed } from '@daybreak/core/agent';
import { sql } from 'kysely';
import type { Transactor } from '../database/index.ts';
import { underWay } from './read.ts';

export interface HostNews {
  /** Of the host in the rollout. */
  readonly number: number;
  /** `posture`: its inventory shows something else now. `health`: it sees something else. */
  readonly news: 'granted' | 'begun' | 'ended' | 'posture' | 'health';
  /** The order's action, and how it ended: `install done`; of health, what fails, as JSON. */
  readonly detail: string;
}

/** Tells every rollout under way that has this host what became of it. */
export async function tellRollouts(
  tx: Transactor,
  hostId: string,
  { news, detail }: Pick<HostNews, 'news' | 'detail'>,
): Promise<void> {
  await sql`
    insert into rollout_inbox (rollout_id, number, news, detail)
    select r.id, h.number, ${news}, ${detail}
    from rollout_hosts h join rollouts r on r.id = h.rollout_id
    where h.host_id = ${hostId}::uuid and r.state in (${sql.join(underWay)})`.execute(tx);
}

/** Takes the oldest out of the inbox of a rollout that is held. */
export async function takeNews(tx: Transactor, id: string, limit: number): Promise<HostNews[]> {
  const { rows } = await sql<HostNews & { readonly place: string }>`
    with taken as (
      delete from rollout_inbox where id in (
        select id from rollout_inbox where rollout_id = ${id}::uuid order by id limit ${limit}
      ) returning id, number, news, detail
    )
    select id as place, number, news, detail from taken order by id`.execute(tx);
  return rows.map(({ place: _place, ...news }) => news);
}

/** What these hosts are by their last inventory; nothing of those that never said, or are no more. */
export async function posturesOf(
  tx: Transactor,
  id: string,
  numbers: readonly number[],
): Promise<{ readonly number: number; readonly hash: string }[]> {
  const { rows } = await sql<{ readonly number: number; readonly hash: string }>`
    select h.number, p.posture_hash as hash
    from rollout_hosts h join host_postures p on p.host_id = h.host_id and p.to_at is null
    where h.rollout_id = ${id}::uuid and h.number = any(${numbers}::int[])
    order by h.number`.execute(tx);
  return rows;
}

/** Numbers of the rollout's hosts that are silent by their own polling intervals. */
export async function silentHosts(tx: Transactor, id: string, at: Date): Promise<number[]> {
  const { rows } = await sql<{ readonly number: number }>`
    select h.number from rollout_hosts h join agents a on a.host_id = h.host_id
    where h.rollout_id = ${id}::uuid
      and a.last_contact < ${at}::timestamptz - ${pollsMissed} * a.poll_seconds * interval '1 second'
    order by h.number`.execute(tx);
  return rows.map(({ number }) => number);
}

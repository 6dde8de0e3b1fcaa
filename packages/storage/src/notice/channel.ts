/** Where notices go. Secrets leave this folder only towards what signs with them. */

import { sql } from 'kysely';
import type { Reader, Transactor } from '../database/index.ts';

interface ChannelFacts {
  readonly id: string;
  /** The administrator's own name for it. */
  readonly name: string;
}

export type Channel = ChannelFacts &
  (
    | { readonly kind: 'webhook'; readonly url: string; readonly secret: string }
    | { readonly kind: 'email'; readonly to: readonly string[] }
    | { readonly kind: 'atom'; readonly tokenHash: string }
  );

/** A channel as it is listed, without any secret. */
export interface ListedChannel extends ChannelFacts {
  readonly kind: Channel['kind'];
  /** Null for an Atom feed. */
  readonly url: string | null;
  readonly to: readonly string[];
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Of an Atom feed: when it was last asked for. */
  readonly lastReadAt: Date | null;
  readonly lastSentAt: Date | null;
  /** What has not got through since, tests left out: it is tried again, or was given up. */
  readonly waiting: number;
  readonly givenUp: number;
  /** Why the last test failed; null where none has, or something got through since. */
  readonly testError: string | null;
}

export async function addChannel(
  tx: Transactor,
  channel: Channel,
  { createdBy, at }: { readonly createdBy: string; readonly at: Date },
): Promise<void> {
  const { id, kind, name } = channel;
  const facts = { id, kind, name, created_by: createdBy, created_at: at };
  const target =
    kind === 'webhook' ? { url: channel.url } : kind === 'email' ? { to: channel.to } : {};
  await tx
    .insertInto('notice_channels')
    .values({
      ...facts,
      target: JSON.stringify(target),
      secret: kind === 'webhook' ? channel.secret : null,
      token_hash: kind === 'atom' ? channel.tokenHash : null,
    })
    .execute();
}

/**
 * Those that were not removed, by name. `givenUp` counts what was given up after the last that got
 * through: a channel that works again is no alarm any more.
 */
export async function listChannels(reader: Reader): Promise<ListedChannel[]> {
  const { rows } = await sql<ListedChannel>`
    select c.id, c.name, c.kind, c.target->>'url' as url,
      coalesce(array(select jsonb_array_elements_text(c.target->'to')), '{}') as "to",
      c.created_by as "createdBy", c.created_at as "createdAt", c.last_read_at as "lastReadAt",
      s.at as "lastSentAt",
      (select count(*)::int from notice_deliveries d where d.channel_id = c.id
        and d.batch is not null and d.state = 'failed') as waiting,
      (select count(*)::int from notice_deliveries d where d.channel_id = c.id
        and d.batch is not null and d.state = 'given-up'
        and (s.at is null or d.last_attempt_at > s.at)) as "givenUp",
      (select case when d.state <> 'sent' and (s.at is null or d.last_attempt_at >= s.at)
        then coalesce(d.last_error, '') end
        from notice_deliveries d where d.channel_id = c.id and d.batch is null
        order by d.sequence desc limit 1) as "testError"
    from notice_channels c
    cross join lateral (select max(sent_at) as at from notice_deliveries
      where channel_id = c.id) s
    where c.removed_at is null order by lower(c.name), c.id`.execute(reader);
  return rows;
}

/** Null when there is none, or it was removed. */
export async function findChannel(reader: Reader, id: string): Promise<Channel | null> {
  const row = await channelRows(reader).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : channelOf(row);
}

/** The ids of the channels that notices are sent to, and how many there are of all kinds. */
export async function channelsToSendTo(
  reader: Reader,
): Promise<{ readonly ids: readonly string[]; readonly all: number }> {
  const rows = await channelRows(reader).execute();
  return { ids: rows.flatMap(({ id, kind }) => (kind === 'atom' ? [] : [id])), all: rows.length };
}

function channelRows(reader: Reader) {
  return reader.selectFrom('notice_channels').selectAll().where('removed_at', 'is', null);
}

type ChannelRow = Awaited<ReturnType<ReturnType<typeof channelRows>['execute']>>[number];

function channelOf({ id, name, kind, target, secret, token_hash }: ChannelRow): Channel {
  if (kind === 'webhook') return { id, name, kind, url: target.url ?? '', secret: secret ?? '' };
  if (kind === 'email') return { id, name, kind, to: target.to ?? [] };
  return { id, name, kind, tokenHash: token_hash ?? '' };
}

/**
 * Whether there is an Atom feed with this token; remembers that it was asked for, once a minute at
 * most.
 */
export async function readByToken(
  tx: Transactor,
  { tokenHash, at }: { readonly tokenHash: string; readonly at: Date },
): Promise<boolean> {
  const found = await channelRows(tx).where('token_hash', '=', tokenHash).executeTakeFirst();
  if (found === undefined) return false;
  if (Math.abs(at.getTime() - (found.last_read_at?.getTime() ?? 0)) >= 60_000) {
    await tx
      .updateTable('notice_channels')
      .set({ last_read_at: at })
      .where('id', '=', found.id)
      .execute();
  }
  return true;
}

/**
 * Nothing goes there any more: what waits is given up, secret and token are forgotten. Returns its
 * name; null when there was none.
 */
export async function removeChannel(
  tx: Transactor,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<string | null> {
  const removed = await tx
    .updateTable('notice_channels')
    .set({ removed_at: at, secret: null, token_hash: null })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning('name')
    .executeTakeFirst();
  if (removed === undefined) return null;
  await tx
    .updateTable('notice_deliveries')
    .set({ state: 'given-up', last_error: 'The channel was removed.', outage: false })
    .where('channel_id', '=', id)
    .where('state', 'in', ['queued', 'failed'])
    .execute();
  return removed.name;
}

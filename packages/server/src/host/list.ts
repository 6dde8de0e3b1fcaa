/** One page of hosts: the verdicts come from the board, the page from the database. */

import { isSilent } from '@daybreak/core/agent';
import type { HostPage, HostQuery, ListedHost } from '@daybreak/protocol/host';
import { textUpTo } from '@daybreak/protocol/text';
import { type ContactRow, readContacts } from '@daybreak/storage/agent';
import { countHosts, listHosts, readPostures } from '@daybreak/storage/host';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import type { CountedStanding, StandingBoard } from '../update/board.ts';
import { summaryOf } from './view.ts';

export async function pageOfHosts(
  context: ServerContext,
  board: StandingBoard,
  query: HostQuery,
): Promise<HostPage> {
  const wanted = (await board.current()).filter((counted) => isWanted(counted, query));
  const standings = new Map(wanted.map(({ hash, standing }) => [hash, standing]));
  const { text, group } = query;
  const filter = {
    text,
    group,
    ranks: new Map(wanted.map(({ hash, standing }) => [hash, standing.rank])),
  };
  const filtered = text !== undefined || group !== undefined;
  const total = filtered ? await countHosts(context.database, filter) : sumOf(wanted);
  const { hosts, next } = await listHosts(context.database, {
    ...filter,
    order: query.order,
    after: decodeCursor(position, query.cursor),
    limit: query.limit,
  });
  const hashes = [...new Set(hosts.map((host) => host.posture_hash))];
  const facts = await readPostures(context.database, hashes);
  const ids = hosts.map(({ id }) => id);
  const contacts = await readContacts(context.database, ids);
  const nowMs = context.now().getTime();
  return {
    hosts: hosts.flatMap((row) => {
      const [standing, posture] = [standings.get(row.posture_hash), facts.get(row.posture_hash)];
      // Only a host that was deleted between the two questions has no posture.
      if (standing === undefined || posture === undefined) return [];
      const contact = contactOf(contacts.get(row.id), nowMs);
      return [{ ...summaryOf(row, posture, standing), contact }];
    }),
    total,
    next: next === null ? null : encodeCursor({ ...next }),
  };
}

function contactOf(row: ContactRow | undefined, nowMs: number): ListedHost['contact'] {
  if (row === undefined) return null;
  const { lastContact, pollSeconds } = row;
  const contact = { lastContactMs: lastContact.getTime(), pollSeconds };
  return { at: lastContact.toISOString(), isSilent: isSilent(contact, nowMs) };
}

/** The board has counted already: only a filter that it does not know is for the database. */
function sumOf(wanted: readonly CountedStanding[]): number {
  return wanted.reduce((sum, { hosts }) => sum + hosts, 0);
}

function isWanted({ standing }: CountedStanding, { verdict, update }: HostQuery): boolean {
  if (verdict !== undefined && standing.verdict !== verdict) return false;
  return update === undefined || standing.install.some((need) => need.update === update);
}

const position = z.object({
  value: z.string().regex(/^\d{1,18}$/),
  key: textUpTo(300),
  id: z.uuid(),
});

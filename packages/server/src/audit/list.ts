/** A page of the ledger, or all of it as lines of a file: the newest entries first. */

import { actionsInWords } from '@daybreak/core/audit';
import type { AuditEntry, AuditFilter, AuditPage, AuditQuery } from '@daybreak/protocol/audit';
import { isoTime } from '@daybreak/protocol/text';
import {
  countAudit,
  type AuditEntry as KeptEntry,
  type AuditFilter as KeptFilter,
  listAudit,
} from '@daybreak/storage/audit';
import { z } from 'zod';
import type { ServerContext } from '../context/index.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { csvHead, csvRow } from './csv-rows.ts';

type ListContext = Pick<ServerContext, 'database'>;

export async function pageOfAudit(
  { database }: ListContext,
  query: AuditQuery,
): Promise<AuditPage> {
  const { limit } = query;
  const filter = filterOf(query);
  const below = decodeCursor(position, query.cursor)?.below;
  const found = await listAudit(database, { ...filter, below, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    entries: shown.map(shownEntry),
    total: below === undefined ? await countAudit(database, filter) : null,
    next: last === undefined ? null : encodeCursor({ below: String(last.sequence) }),
  };
}

const position = z.object({
  below: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});

const chunk = 500;

/** Chunks of a CSV file with every entry that matches. */
export async function* auditCsv(
  { database }: ListContext,
  wanted: AuditFilter,
): AsyncGenerator<string> {
  yield csvHead();
  const filter = filterOf(wanted);
  let below: number | undefined;
  for (;;) {
    const entries = await listAudit(database, { ...filter, below, limit: chunk });
    yield entries.map((entry) => csvRow(shownEntry(entry))).join('');
    below = entries.at(-1)?.sequence;
    if (entries.length < chunk) return;
  }
}

function filterOf({ text, from, before }: AuditFilter): KeptFilter {
  const wanted = text === '' ? undefined : text;
  return {
    text: wanted,
    actions: wanted === undefined ? [] : actionsInWords(wanted),
    from: from === undefined ? undefined : new Date(from),
    before: before === undefined ? undefined : new Date(before),
  };
}

function shownEntry(entry: KeptEntry): AuditEntry {
  return { ...entry, at: timeOf(entry.at) };
}

/** Whoever goes around the trigger may write times that are none: infinity, or the year 20,000. */
function timeOf(at: unknown): string | null {
  const text = at instanceof Date && !Number.isNaN(at.getTime()) ? at.toISOString() : null;
  return isoTime.safeParse(text).success ? text : null;
}

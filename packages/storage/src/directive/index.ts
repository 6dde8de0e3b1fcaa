/** Orders of authorities, as the events that became of them. */

import type { DirectiveChange, DirectiveEvent, Terms } from '@daybreak/core/directive';
import type { Reader, Transactor } from '../database/index.ts';

export { listScopeNames } from './scope-names.ts';

export interface StoredDirective {
  readonly id: string;
  readonly kind: 'own' | 'kev';
  /** The advisory whose entry in KEV is followed; null for an order of one's own. */
  readonly advisory: string | null;
  readonly zone: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** In the order of recording; none where an entry of KEV is followed. */
  readonly events: readonly DirectiveEvent[];
}

/** The newest first; all of them, or the one with this id. */
export async function listDirectives(reader: Reader, id?: string): Promise<StoredDirective[]> {
  const rows = await reader
    .selectFrom('directives')
    .select(['id', 'kind', 'advisory', 'zone', 'created_by as createdBy'])
    .select('created_at as createdAt')
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  const events = await readEvents(reader, id);
  return rows.map((row) => ({ ...row, events: events.get(row.id) ?? [] }));
}

async function readEvents(
  reader: Reader,
  directive: string | undefined,
): Promise<ReadonlyMap<string, DirectiveEvent[]>> {
  const rows = await reader
    .selectFrom('directive_events')
    .selectAll()
    .$if(directive !== undefined, (query) => query.where('directive_id', '=', directive ?? ''))
    .orderBy('sequence')
    .execute();
  const byDirective = Map.groupBy(rows, (row) => row.directive_id);
  return new Map(
    [...byDirective].map(([id, events]) => [
      id,
      events.map(({ kind, at, terms, note, sequence, recorded_at, recorded_by: by }) => {
        const recorded = { sequence: Number(sequence), recordedMs: recorded_at.getTime(), by };
        if (kind === 'withdrawn') return { kind, at, note, ...recorded };
        return { kind, at, terms: terms as Terms, note, ...recorded };
      }),
    ]),
  );
}

/**
 * The order as it is, until the transaction ends: nobody else adds to it. Null when there is none.
 */
export async function holdDirective(tx: Transactor, id: string): Promise<StoredDirective | null> {
  await tx.selectFrom('directives').select('id').where('id', '=', id).forUpdate().execute();
  const [held] = await listDirectives(tx, id);
  return held ?? null;
}

export interface NewDirective {
  readonly id: string;
  readonly zone: string;
  /** Whose entry in KEV is followed; null for an order of one's own. */
  readonly advisory: string | null;
  readonly by: string;
  readonly at: Date;
}

/** False when the advisory's entry is followed already. */
export async function addDirective(tx: Transactor, directive: NewDirective): Promise<boolean> {
  const { id, zone, advisory, by, at } = directive;
  const kind = advisory === null ? 'own' : 'kev';
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('directives')
    .values({ id, kind, advisory, zone, created_by: by, created_at: at })
    .onConflict((conflict) => conflict.column('advisory').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function addDirectiveEvent(
  tx: Transactor,
  directive: string,
  change: DirectiveChange,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto('directive_events')
    .values({
      directive_id: directive,
      kind: change.kind,
      at: change.at,
      terms: change.kind === 'withdrawn' ? null : JSON.stringify(change.terms),
      note: change.note,
      recorded_by: by,
      recorded_at: at,
    })
    .execute();
}

/** Follows an entry of KEV no more. Returns its advisory; null when none was followed so. */
export async function unfollowKev(tx: Transactor, id: string): Promise<string | null> {
  const removed = await tx
    .deleteFrom('directives')
    .where('id', '=', id)
    .where('kind', '=', 'kev')
    .returning('advisory')
    .executeTakeFirst();
  return removed?.advisory ?? null;
}

import { replacesUnsaid } from './cumulative.ts';
import { type Fix, type UpdateKind, updateKinds } from './fix.ts';
import { groupRows, type Row } from './group-rows.ts';
import type { Knowledge, KnownAdvisory, KnownUpdate } from './knowledge.ts';
import { severityRank, worseSeverity } from './severity.ts';

interface UpdateDraft {
  readonly id: string;
  bulletin: string;
  title: string;
  kind: UpdateKind;
  restart: KnownUpdate['restart'];
  readonly supersedes: Set<string>;
  /** Votes: how many rows give this revision. */
  readonly revisions: Map<number, number>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Knowledge while rows still arrive. */
export class KnowledgeDraft {
  readonly #updates: UpdateDraft[] = [];
  readonly #updateAt = new Map<string, number>();
  readonly #advisories: Mutable<KnownAdvisory>[] = [];
  readonly #advisoryAt = new Map<string, number>();
  readonly #rows = new Map<string, Mutable<Row>>();

  add(fix: Fix, revision: number | null): void {
    const advisory = fix.advisory === '' ? -1 : this.#advisory(fix);
    const update = fix.update === '' ? -1 : this.#update(fix, revision);
    const key = `${advisory} ${update} ${fix.component}`;
    const known = this.#rows.get(key);
    if (known === undefined) {
      const { component, published } = fix;
      this.#rows.set(key, { advisory, update, component, published });
    } else if (fix.published < known.published) {
      known.published = fix.published;
    }
  }

  finish(): Knowledge {
    const advisories = sortedWithPlaces(this.#advisories, worstFirst);
    const updates = sortedWithPlaces(this.#updates, (a, b) => (a.id < b.id ? -1 : 1));
    const rows = [...this.#rows.values()].map((row) => ({
      ...row,
      advisory: advisories.places[row.advisory] ?? -1,
      update: updates.places[row.update] ?? -1,
    }));
    const days = daysOfUpdates(rows);
    return {
      updates: updates.sorted.map((update, at) => finishUpdate(update, days[at])),
      advisories: advisories.sorted,
      fixes: groupRows(rows),
    };
  }

  #advisory(fix: Fix): number {
    const at = this.#advisoryAt.get(fix.advisory);
    const known = at === undefined ? undefined : this.#advisories[at];
    if (at === undefined || known === undefined) {
      const { advisory: id, title, severity, impact, exploited } = fix;
      this.#advisoryAt.set(id, this.#advisories.length);
      return this.#advisories.push({ id, title, severity, impact, exploited }) - 1;
    }
    known.title = either(known.title, fix.title);
    known.impact = either(known.impact, fix.impact);
    known.severity = worseSeverity(known.severity, fix.severity);
    known.exploited ||= fix.exploited;
    return at;
  }

  #update(fix: Fix, revision: number | null): number {
    const at = this.#updateAt.get(fix.update) ?? this.#newUpdate(fix.update);
    const update = this.#updates[at];
    if (update === undefined) return at;
    update.kind = firstOf(updateKinds, update.kind, fix.kind);
    update.restart = firstOf(restarts, update.restart, fix.restart);
    if (fix.advisory === '') update.title = either(update.title, fix.title);
    if (fix.bulletin.startsWith('MS')) update.bulletin = either(update.bulletin, fix.bulletin);
    for (const superseded of fix.supersedes) {
      if (superseded !== fix.update) update.supersedes.add(superseded);
    }
    if (revision !== null) vote(update.revisions, revision);
    return at;
  }

  #newUpdate(id: string): number {
    this.#updateAt.set(id, this.#updates.length);
    return (
      this.#updates.push({
        id,
        bulletin: '',
        title: '',
        kind: 'single',
        restart: null,
        supersedes: new Set(),
        revisions: new Map(),
      }) - 1
    );
  }
}

/** From the most to the least that an update may ask for. */
const restarts: readonly KnownUpdate['restart'][] = ['yes', 'maybe', 'no', null];

/** The one that stands first in the list, so that it does not matter which feed was read first. */
function firstOf<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(b) < order.indexOf(a) ? b : a;
}

/** The text that is there; of two, whichever feed was read first, the first in the alphabet. */
function either(a: string, b: string): string {
  if (a === '' || b === '') return a || b;
  return a < b ? a : b;
}

interface Sorted<T> {
  readonly sorted: readonly T[];
  /** By old place, the new one. */
  readonly places: readonly number[];
}

function sortedWithPlaces<T>(list: readonly T[], order: (a: T, b: T) => number): Sorted<T> {
  const entries = [...list.entries()].sort(([, a], [, b]) => order(a, b));
  const places: number[] = [];
  for (const [place, [old]] of entries.entries()) places[old] = place;
  return { sorted: entries.map(([, value]) => value), places };
}

function worstFirst(a: KnownAdvisory, b: KnownAdvisory): number {
  return severityRank(a.severity) - severityRank(b.severity) || (a.id < b.id ? -1 : 1);
}

/** By update, how many of its rows were published on which day. */
function daysOfUpdates(rows: readonly Row[]): Map<string, number>[] {
  const days: Map<string, number>[] = [];
  for (const { update, published } of rows) {
    if (update === -1) continue;
    days[update] ??= new Map();
    vote(days[update], published);
  }
  return days;
}

function finishUpdate(
  draft: UpdateDraft,
  days: ReadonlyMap<string, number> = new Map(),
): KnownUpdate {
  const { id, bulletin, title, kind, restart, supersedes, revisions } = draft;
  return {
    id,
    bulletin,
    title,
    kind,
    restart,
    supersedes: [...new Set([...supersedes, ...replacesUnsaid(id)])].sort(),
    revision: winner(revisions),
    published: winner(days) ?? '',
  };
}

function vote<T>(votes: Map<T, number>, choice: T): void {
  votes.set(choice, (votes.get(choice) ?? 0) + 1);
}

/**
 * The choice with most votes, the smaller of equals. A row's date is its advisory's, and an old
 * advisory that is revised names a new update; so the day of most rows, not the first, is an
 * update's own.
 */
function winner<T extends number | string>(votes: ReadonlyMap<T, number>): T | null {
  let best: T | null = null;
  for (const [choice, count] of votes) {
    const most = best === null ? 0 : (votes.get(best) ?? 0);
    if (best === null || count > most || (count === most && choice < best)) best = choice;
  }
  return best;
}

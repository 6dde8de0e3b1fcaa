/** Who is ordered next: hosts of open rings in open windows, and never too many of a dependency group. */
import type { ProgressDraft } from './draft.ts';

/** Orders what may be ordered now, at most as many as one step may. */
export function placeOrders(draft: ProgressDraft, nowMs: number): void {
  const placed: number[] = [];
  for (const group of draft.freed) placePeers(draft, group, placed);
  for (const [ring, { openedMs }] of draft.rest.rings.entries()) {
    if (openedMs !== null) placeRing(draft, ring, placed);
  }
  if (placed.length === 0) return;
  for (const ring of new Set(placed.map((host) => draft.setup.hosts.ring[host] ?? 0))) {
    draft.setRing(ring, { orderedMs: nowMs });
  }
  draft.commands.push({ kind: 'order', action: 'install', hosts: placed });
}

/** Begins anew with these hosts' queues: some of them wait again. */
export function rewind(draft: ProgressDraft, hosts: readonly number[]): void {
  const { ring, calendar } = draft.setup.hosts;
  const queues = new Set(hosts.map((host) => `${ring[host]} ${calendar[host]}`));
  const cursors = draft.rest.cursors.map((row, ringAt) =>
    row.map((cursor, calendarAt) => (queues.has(`${ringAt} ${calendarAt}`) ? 0 : cursor)),
  );
  draft.rest = { ...draft.rest, cursors };
}

/** Windows that open now: whoever was passed over while they were closed is asked again. */
export function setCalendars(draft: ProgressDraft, open: readonly number[]): void {
  const before = draft.rest.openCalendars;
  const opened = new Set(open.filter((calendar) => !before.has(calendar)));
  const cursors = draft.rest.cursors.map((row) =>
    row.map((cursor, calendar) => (opened.has(calendar) ? 0 : cursor)),
  );
  draft.rest = { ...draft.rest, cursors, openCalendars: new Set(open) };
}

function placeRing(draft: ProgressDraft, ring: number, placed: number[]): void {
  for (const [calendar, queue] of (draft.layout.queues[ring] ?? []).entries()) {
    if (!draft.rest.openCalendars.has(calendar)) continue;
    let cursor = draft.rest.cursors[ring]?.[calendar] ?? 0;
    const before = cursor;
    for (; cursor < queue.length && placed.length < draft.setup.ordersMax; cursor += 1) {
      placeOne(draft, queue[cursor] ?? 0, placed);
    }
    if (cursor !== before) setCursor(draft, ring, calendar, cursor);
  }
}

/** Peers that their queue has passed by, because too many of them were away. */
function placePeers(draft: ProgressDraft, group: number, placed: number[]): void {
  const { ring, calendar } = draft.setup.hosts;
  for (const host of draft.layout.peers.get(group) ?? []) {
    const isOpen = draft.rest.rings[ring[host] ?? 0]?.openedMs != null;
    if (isOpen && draft.rest.openCalendars.has(calendar[host] ?? 0)) placeOne(draft, host, placed);
  }
}

function placeOne(draft: ProgressDraft, host: number, placed: number[]): void {
  if (draft.phase(host) !== 'waiting') return;
  const group = draft.setup.hosts.dependencyGroup[host] ?? -1;
  if (group >= 0 && draft.awayIn(group) >= draft.setup.awayMax) return;
  draft.move(host, 'ordered');
  placed.push(host);
}

function setCursor(draft: ProgressDraft, ring: number, calendar: number, to: number): void {
  const cursors = draft.rest.cursors.map((row, at) =>
    at === ring ? row.map((cursor, each) => (each === calendar ? to : cursor)) : row,
  );
  draft.rest = { ...draft.rest, cursors };
}

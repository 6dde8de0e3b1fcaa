/** Taking hosts back, as carefully as they were brought forward. */
import type { ProgressDraft } from './draft.ts';
import { armOf, mayBeAway, type Phase } from './phase.ts';
import { flag } from './state.ts';

/** Whatever was begun is over, so that something else can be. */
const settled: ReadonlySet<Phase> = new Set(['done', 'lost', 'verified', 'failed']);

/** Those that have the update, or may have, go back as soon as they can. */
export function wantBack(draft: ProgressDraft, hosts: Iterable<number>): void {
  const patched = [...hosts].filter((host) => armOf(draft.phase(host)) === 'patched');
  for (const host of patched) draft.mark(host, flag.wantsBack, true);
  placeBack(draft, patched);
}

/** Orders those of them back that wish it and may go now. */
export function placeBack(draft: ProgressDraft, hosts: Iterable<number>): void {
  const freed = [...draft.freed].flatMap((group) => draft.layout.peers.get(group) ?? []);
  const placed = new Set<number>();
  for (const host of [...hosts, ...freed]) {
    if (!draft.has(host, flag.wantsBack) || !mayGoBack(draft, host)) continue;
    draft.move(host, 'going-back');
    draft.mark(host, flag.wantsBack, false);
    placed.add(host);
  }
  if (placed.size === 0) return;
  draft.commands.push({ kind: 'order', action: 'roll-back', hosts: [...placed] });
}

function mayGoBack(draft: ProgressDraft, host: number): boolean {
  const phase = draft.phase(host);
  if (!settled.has(phase)) return false;
  const group = draft.setup.hosts.dependencyGroup[host] ?? -1;
  const own = mayBeAway(phase) ? 1 : 0;
  return group < 0 || draft.awayIn(group) - own < draft.setup.awayMax;
}

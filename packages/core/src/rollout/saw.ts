/** What was heard of hosts, into where they are. */
import { afterObserved } from '../gate/index.ts';
import type { ProgressDraft } from './draft.ts';
import type { OrderEnd, Sighting } from './event.ts';
import { type Failure, fail } from './failures.ts';
import { inFlight, type Phase } from './phase.ts';
import { rewind } from './place.ts';
import { comparedBy, silence } from './setup.ts';
import { flag } from './state.ts';

const beforeBegun: ReadonlySet<Phase> = new Set([
  'waiting',
  'ordered',
  'unreached',
  'granted',
  'lost',
]);
const open: ReadonlySet<Phase> = new Set([...beforeBegun, 'installing']);
const flying: ReadonlySet<Phase> = new Set(inFlight);

/** First who came how far, then who fails: a host that fails while it installs fails with the patch. */
export function see(draft: ProgressDraft, sighting: Sighting): void {
  for (const host of sighting.looked ?? []) draft.mark(host, flag.looked, true);
  for (const host of sighting.granted ?? []) {
    const phase = draft.phase(host);
    if (phase === 'ordered' || phase === 'unreached') draft.move(host, 'granted');
  }
  for (const host of sighting.begun ?? []) {
    if (beforeBegun.has(draft.phase(host))) draft.move(host, 'installing');
  }
  for (const [host, end] of sighting.ended ?? []) seeEnd(draft, host, end);
  for (const host of sighting.verified ?? []) {
    if (draft.phase(host) !== 'going-back') draft.move(host, 'verified');
  }
  seeWithout(draft, sighting.without ?? []);
  seeFailures(draft, sighting);
  for (const host of sighting.heard ?? []) {
    draft.mark(host, flag.silent, false);
    if (draft.phase(host) === 'lost') draft.move(host, 'installing');
  }
  again(
    draft,
    (sighting.heard ?? []).filter((host) => draft.phase(host) === 'unreached'),
  );
}

/** They wait for an order once more. */
export function again(draft: ProgressDraft, hosts: readonly number[]): void {
  for (const host of hosts) {
    draft.mark(host, flag.wantsBack, false);
    draft.move(host, 'waiting');
  }
  if (hosts.length > 0) rewind(draft, hosts);
}

function seeEnd(draft: ProgressDraft, host: number, end: OrderEnd): void {
  const phase = draft.phase(host);
  if (phase === 'going-back') {
    if (end !== 'done') draft.move(host, 'failed');
    return;
  }
  if (!open.has(phase)) return;
  if (end === 'done') draft.move(host, 'done');
  else if (end === 'refused') draft.move(host, 'refused');
  else {
    draft.move(host, 'failed');
    // Nobody without an order can fail so, which is why it is not compared.
    if (!draft.has(host, flag.failed)) {
      draft.mark(host, flag.failed, true);
      draft.rest = { ...draft.rest, gate: afterObserved(draft.rest.gate, 1, 0) };
    }
  }
}

/** Taken back as ordered; or what was there is gone again, and is wanted again. */
function seeWithout(draft: ProgressDraft, hosts: readonly number[]): void {
  const regressed = hosts.filter((host) => draft.phase(host) === 'verified');
  for (const host of hosts) {
    if (draft.phase(host) === 'going-back') draft.move(host, 'rolled-back');
  }
  again(draft, regressed);
}

function seeFailures(draft: ProgressDraft, { failing = [], silent = [] }: Sighting): void {
  const names = comparedBy(draft.setup);
  const silenceAt = names.indexOf(silence);
  const isBaseline = draft.rest.rings[0]?.openedMs === null;
  const news = silent.filter((host) => !draft.has(host, flag.silent));
  const failures: readonly Failure[] = [
    ...news.map((host) => [host, silenceAt] as const),
    ...failing.map(([host, probe]) => [host, silenceAt + 1 + probe] as const),
  ];
  if (failures.length > 0) fail(draft, failures, isBaseline);
  for (const host of news) {
    draft.mark(host, flag.silent, true);
    if (flying.has(draft.phase(host))) draft.move(host, 'lost');
  }
}

/**
 * Whether a request of a host counts (docs/adr/0011, 3 and 4). Its signature says that the host's key
 * has made it; what is decided here is whether it came before, and whether two machines have the key.
 */

import type { AgentRun, CountedRun, KeptRuns } from './run.ts';

export type RequestVerdict =
  | { readonly kind: 'accepted'; readonly keep: KeptRuns }
  /** It came before, or one that was made after it did: it counts for nothing. */
  | { readonly kind: 'replayed'; readonly why: string }
  /** Two machines have one key, or one was put back to an earlier state. */
  | { readonly kind: 'cloned'; readonly why: string; readonly keep: KeptRuns };

export function judgeRequest(kept: KeptRuns, request: CountedRun): RequestVerdict {
  const { current, previous, clone } = kept;
  if (clone !== null) return { kind: 'cloned', why: clone.why, keep: kept };
  if (kept.spent.includes(request.instance)) {
    return cloned(kept, request, 'it has not started anew since two machines had its key');
  }
  if (current === null) return accepted(kept, request);
  if (request.start === current.start) return ofThisStart(kept, current, request);
  if (request.start > current.start) return ofLaterStart(kept, current, request);
  const isKnown = previous !== null && isSameRun(previous, request);
  const seen = isKnown ? previous.count : 0;
  const isBetween = previous === null || request.start > previous.start;
  if ((isKnown || isBetween) && request.count <= seen + underWay) return late(request, current);
  return cloned(kept, request, `start ${request.start} came after start ${current.start}`);
}

/**
 * An agent asks one thing at a time, so one of its requests may have been under way when it was killed,
 * and come after its next start. A machine that goes on shows itself by the request after it.
 */
const underWay = 1;

function late({ start, count }: CountedRun, current: CountedRun): RequestVerdict {
  const why = `request ${count} of start ${start} came after start ${current.start}`;
  return { kind: 'replayed', why };
}

function ofThisStart(kept: KeptRuns, current: CountedRun, request: CountedRun): RequestVerdict {
  if (!isSameRun(current, request)) {
    return cloned(kept, request, `two agents began start ${request.start}`);
  }
  return request.count <= current.count ? replayed(request, current) : accepted(kept, request);
}

/** An agent that starts makes a new instance: an old one with a new number is not what we wrote. */
function ofLaterStart(kept: KeptRuns, current: CountedRun, request: CountedRun): RequestVerdict {
  if (request.instance === current.instance) {
    return cloned(kept, request, `one agent began starts ${current.start} and ${request.start}`);
  }
  return accepted({ ...kept, previous: current }, request);
}

function accepted(kept: KeptRuns, request: CountedRun): RequestVerdict {
  return { kind: 'accepted', keep: { ...kept, current: runOf(request) } };
}

function replayed({ start, count }: CountedRun, seen: CountedRun): RequestVerdict {
  const why = `request ${count} of start ${start} came after request ${seen.count}`;
  return { kind: 'replayed', why };
}

function cloned(kept: KeptRuns, { start, instance }: CountedRun, why: string): RequestVerdict {
  return { kind: 'cloned', why, keep: { ...kept, clone: { run: { start, instance }, why } } };
}

function isSameRun(a: AgentRun, b: AgentRun): boolean {
  return a.start === b.start && a.instance === b.instance;
}

/** Just this much is kept of a request, whatever else it carries. */
function runOf({ start, instance, count }: CountedRun): CountedRun {
  return { start, instance, count };
}

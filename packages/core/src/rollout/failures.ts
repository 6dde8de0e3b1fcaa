/** First failures that became known at one instant: a round of the gate, before which nobody of them failed. */
import { afterFailures, afterObserved, type Cell } from '../gate/index.ts';
import type { ProgressDraft } from './draft.ts';
import { armOf } from './phase.ts';
import { comparedBy } from './setup.ts';
import { type FailedPatched, flag, riskCell } from './state.ts';

/** Of any kind: the gate's first process. */
const any = 0;
/** More different ones need not be told apart. */
const domainsMax = 16;

export type Failure = readonly [host: number, process: number];

/**
 * Counts each host's first failure in each process, as all of them at once.
 * @param isBaseline nothing was ordered yet: whoever fails now is not compared at all
 */
export function fail(draft: ProgressDraft, said: readonly Failure[], isBaseline: boolean): void {
  const first = new Map<number, Set<number>>();
  const note = (process: number, host: number) => {
    if (!draft.canFail(process, host)) return false;
    first.set(process, (first.get(process) ?? new Set()).add(host));
    return true;
  };
  for (const [host, process] of said) {
    // Whoever failed before the rollout in one way can still fail in another.
    if (note(process, host) && !isBaseline) note(any, host);
  }
  if (isBaseline) {
    takeOut(draft, first);
    return;
  }
  const isComparable = canCompare(draft);
  const cells = new Map(
    [...first].map(([process, hosts]) => [process, cellsOf(draft, process, hosts)]),
  );
  const patched = new Map([...first].map(([process, hosts]) => [process, patchedOf(draft, hosts)]));
  takeOut(draft, first);
  for (const host of first.get(any) ?? []) draft.mark(host, flag.failed, true);
  countPatched(draft, patched);
  const failed = isComparable ? 0 : (patched.get(any)?.length ?? 0);
  const gate = afterObserved(afterFailures(draft.rest.gate, cells), failed, 0);
  draft.rest = { ...draft.rest, gate };
  const names = comparedBy(draft.setup);
  const told = [...cells].flatMap(([process, all]) =>
    all.length === 0 ? [] : [[names[process] ?? '', all] as const],
  );
  if (told.length > 0) draft.commands.push({ kind: 'round', cells: Object.fromEntries(told) });
}

/**
 * Whether there still are at least as many hosts without the update as with it. Then an outage that
 * breaks both is seen as such; with fewer, a host that fails is weighed by itself as well.
 */
export function canCompare({ atRisk, layout }: Pick<ProgressDraft, 'atRisk' | 'layout'>): boolean {
  const own = atRisk.subarray(any, layout.strata * 2);
  const sum = (arm: number) =>
    own.reduce((all, hosts, at) => (at % 2 === arm ? all + hosts : all), 0);
  return sum(0) >= sum(1);
}

function takeOut(draft: ProgressDraft, first: ReadonlyMap<number, ReadonlySet<number>>): void {
  for (const [process, hosts] of first) for (const host of hosts) draft.takeOut(process, host);
}

/** One for each stratum in which a host failed that is compared. */
function cellsOf(draft: ProgressDraft, process: number, hosts: ReadonlySet<number>): Cell[] {
  const { layout, setup, atRisk } = draft;
  const compared = [...hosts].filter((host) => draft.cellOf(process, host) !== null);
  const byStratum = Map.groupBy(compared, (host) => setup.hosts.stratum[host] ?? 0);
  return [...byStratum].map(([stratum, failed]) => {
    const cell = riskCell(layout, process, stratum);
    return {
      patched: atRisk[cell + 1] ?? 0,
      unpatched: atRisk[cell] ?? 0,
      failed: failed.length,
      failedPatched: patchedOf(draft, failed).length,
    };
  });
}

function patchedOf(draft: ProgressDraft, hosts: Iterable<number>): readonly number[] {
  return [...hosts].filter((host) => armOf(draft.phase(host)) === 'patched');
}

function countPatched(draft: ProgressDraft, patched: ReadonlyMap<number, readonly number[]>): void {
  const failedPatched = draft.rest.failedPatched.map((before, process): FailedPatched => {
    const hosts = patched.get(process) ?? [];
    if (hosts.length === 0) return before;
    const found = hosts.map((host) => draft.setup.hosts.faultDomain[host] ?? 0);
    const domains = [...new Set([...before.domains, ...found])].slice(0, domainsMax);
    return { hosts: before.hosts + hosts.length, domains };
  });
  draft.rest = { ...draft.rest, failedPatched };
}

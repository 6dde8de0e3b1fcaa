/** The gate's view of the ring that is open. */
import { evidenceOf, type GateFinding, type GateJudgement, judgeGate } from '../gate/index.ts';
import { inFlight } from './phase.ts';
import { comparedBy, type RolloutSetup } from './setup.ts';
import { hostsIn, type Progress } from './state.ts';

type Seen = Pick<Progress, 'gate' | 'failedPatched' | 'rings' | 'counts' | 'observed' | 'cursors'>;

/** By process, then of the absolute test. */
export function findingsOf(setup: RolloutSetup, progress: Seen): readonly GateFinding[] {
  const names = [...comparedBy(setup), 'absolute'];
  return evidenceOf(progress.gate).map((evidence, at) => {
    // The absolute test counts whoever failed in any way.
    const failed = progress.failedPatched[at] ?? progress.failedPatched[0];
    return {
      ...evidence,
      name: names[at] ?? '',
      failedPatched: failed?.hosts ?? 0,
      faultDomains: failed?.domains.length ?? 0,
    };
  });
}

/** The last ring that was opened; null before the first is. */
export function openRing({ rings }: Pick<Progress, 'rings'>): number | null {
  const last = rings.findLastIndex(({ openedMs }) => openedMs !== null);
  return last < 0 ? null : last;
}

export function judgeRing(
  setup: RolloutSetup,
  progress: Seen,
  ring: number,
  nowMs: number,
): { readonly judgement: GateJudgement; readonly findings: readonly GateFinding[] } {
  const findings = findingsOf(setup, progress);
  const { observeMs = 0, observedNeeded = 0 } = setup.rings[ring] ?? {};
  const since = progress.rings[ring]?.observedSinceMs ?? null;
  const judgement = judgeGate(findings, {
    inFlight: hostsIn(progress, inFlight, ring),
    awaited: hostsIn(progress, ['waiting', 'ordered'], ring),
    observed: progress.observed[ring] ?? 0,
    observedNeeded,
    observedMs: since === null ? null : nowMs - since,
    observeMs,
  });
  return { judgement, findings };
}

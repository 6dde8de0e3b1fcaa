/** From evidence to a verdict: pass needs evidence of its own, and none is never a pass. */
import type { GateEvidence } from './rollout-gate.ts';

/** One test of a gate, with what its floor asks for. */
export interface GateFinding extends GateEvidence {
  /** `any`, `silence`, `https https://shop.example/`, `absolute`. */
  readonly name: string;
  /** Patched hosts that failed in it. */
  readonly failedPatched: number;
  /** Different fault domains of those. */
  readonly faultDomains: number;
}

/** One host that fails can be its own fault, and one site that fails the site's. */
const floor = 2;

export function isOver(finding: GateFinding): boolean {
  const { logEvidence, logNeeded, failedPatched, faultDomains } = finding;
  return logEvidence >= logNeeded && failedPatched >= floor && faultDomains >= floor;
}

/** How a ring stands when it is judged. */
export interface RingStand {
  /** Granted, and not known to have ended. */
  readonly inFlight: number;
  /** Not granted yet, and still expected. */
  readonly awaited: number;
  /** Patched by their own inventory, and looked at. */
  readonly observed: number;
  readonly observedNeeded: number;
  /** Since enough were observed; null where there are too few. */
  readonly observedMs: number | null;
  readonly observeMs: number;
}

export type Insufficiency =
  | { readonly kind: 'in-flight' | 'awaited'; readonly hosts: number }
  | { readonly kind: 'too-few-observed'; readonly observed: number; readonly needed: number }
  | { readonly kind: 'not-long-enough'; readonly observedMs: number; readonly neededMs: number };

export type GateJudgement =
  | { readonly kind: 'pass' }
  /** By the names of the tests. */
  | { readonly kind: 'fail'; readonly by: readonly string[] }
  | { readonly kind: 'insufficient'; readonly reasons: readonly Insufficiency[] };

export function judgeGate(findings: readonly GateFinding[], ring: RingStand): GateJudgement {
  const over = findings.filter(isOver);
  if (over.length > 0) return { kind: 'fail', by: over.map(({ name }) => name) };
  const reasons = lackingIn(ring);
  return reasons.length === 0 ? { kind: 'pass' } : { kind: 'insufficient', reasons };
}

function lackingIn(ring: RingStand): readonly Insufficiency[] {
  const { inFlight, awaited, observed, observedNeeded, observedMs, observeMs } = ring;
  const lacking: Insufficiency[] = [];
  if (inFlight > 0) lacking.push({ kind: 'in-flight', hosts: inFlight });
  if (awaited > 0) lacking.push({ kind: 'awaited', hosts: awaited });
  if (observed < observedNeeded) {
    lacking.push({ kind: 'too-few-observed', observed, needed: observedNeeded });
  } else if (observedMs === null || observedMs < observeMs) {
    lacking.push({
      kind: 'not-long-enough',
      observedMs: observedMs ?? 0,
      neededMs: observeMs,
    });
  }
  return lacking;
}

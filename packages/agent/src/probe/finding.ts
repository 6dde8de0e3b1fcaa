import type { ProbeKind, ProbeResult, ProbeState } from '@daybreak/protocol/probe';

/** What a probe says of itself; when and how long is noted around it. */
export interface Finding {
  readonly state: ProbeState;
  readonly text: string;
  /** Of the probe of ports alone: TCP ports that stay open as long as their service is there. */
  readonly ports?: readonly number[];
}

export interface Probe {
  readonly kind: ProbeKind;
  readonly name: string;
  /** Never throws for what it looks at: that is a finding. */
  readonly look: () => Promise<Finding>;
}

export interface Clock {
  readonly now: () => Date;
  /** In milliseconds; never goes back. */
  readonly monotonicMs: () => number;
}

const textMax = 2000;

/** One after the other: a host that is short of something is not pressed by being looked at. */
export async function lookAt(
  probes: readonly Probe[],
  { now, monotonicMs }: Clock,
): Promise<ProbeResult[]> {
  const results: ProbeResult[] = [];
  for (const { kind, name, look } of probes) {
    const [at, began] = [now().toISOString(), monotonicMs()];
    const { state, text } = await look().catch(unknown);
    const durationMs = Math.max(0, monotonicMs() - began);
    results.push({ kind, name, state, text: text.slice(0, textMax), at, durationMs });
  }
  return results;
}

/** A probe that breaks has seen nothing: that is no pass. */
export function unknown(error: unknown): Finding {
  return { state: 'unknown', text: error instanceof Error ? error.message : String(error) };
}

const order: readonly ProbeState[] = ['ok', 'unknown', 'warning', 'critical'];

/** The worse of them; what nobody could see is worse than what is well. */
export function worst(findings: readonly Finding[]): ProbeState {
  return findings.reduce<ProbeState>(
    (state, one) => (order.indexOf(one.state) > order.indexOf(state) ? one.state : state),
    'ok',
  );
}

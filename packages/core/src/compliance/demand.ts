import { type ClockDates, type Demand, dueOf } from '../directive/index.ts';
import { type Attestation, isAttestable } from './attestation.ts';
import type { ScopeVerdict } from './scope-verdict.ts';
import type { ComplianceState } from './state.ts';

export interface DemandCompliance {
  readonly demand: Demand;
  readonly state: Extract<
    ComplianceState,
    'complies' | 'attested' | 'open' | 'overdue' | 'unknown'
  >;
  readonly why: string;
  /** Milliseconds since 1970; null where it can not be told. */
  readonly dueMs: number | null;
  /** Why it can not be told; null where it can. */
  readonly dueWhy: string | null;
  readonly attestation: Attestation | null;
}

export interface DemandQuestion {
  readonly verdict: ScopeVerdict;
  /** A person's statement that it is done; null for none. */
  readonly attestation: Attestation | null;
  /** Why it is not known whether the host is asked at all, in words; null where it is known. */
  readonly doubt: string | null;
  readonly dates: ClockDates;
  readonly zone: string;
  readonly atMs: number;
}

/** Whether a host does what one demand asks of it. */
export function demandCompliance(demand: Demand, question: DemandQuestion): DemandCompliance {
  const { dates, zone, atMs, doubt } = question;
  const { dueMs, why: dueWhy } = dueOf(demand.clock, dates, zone);
  const due = { demand, dueMs, dueWhy, attestation: null };
  const met = metBy(demand, question);
  if (met !== null) return { ...due, ...met };
  const unmet = unmetBecause(demand, question);
  if (doubt !== null || unmet.unknown) {
    return { ...due, state: 'unknown', why: doubt ?? unmet.why };
  }
  const late = dueMs !== null && dueMs <= atMs;
  return { ...due, state: late ? 'overdue' : 'open', why: unmet.why };
}

/**
 * What the order is about does not concern a host that is not affected. An update that is in makes
 * it needless to mitigate; that a host is cut off, or its evidence kept, no inventory shows.
 */
function metBy(
  { action }: Demand,
  { verdict, attestation }: DemandQuestion,
): Pick<DemandCompliance, 'state' | 'why' | 'attestation'> | null {
  const { state, because } = verdict;
  if (state === 'not affected') return { state: 'complies', why: because, attestation: null };
  if (state === 'fixed' && action === 'patch') {
    return { state: 'complies', why: because, attestation: null };
  }
  if (state === 'fixed' && action === 'mitigate') {
    return { state: 'complies', why: `the update itself is in: ${because}`, attestation: null };
  }
  if (attestation === null) return null;
  return { state: 'attested', why: statementOf(attestation), attestation };
}

function statementOf({ by, at, evidence }: Attestation): string {
  return `${by} states that it was done on ${at}: ${evidence}`;
}

function unmetBecause(
  { action }: Demand,
  { verdict }: DemandQuestion,
): { readonly unknown: boolean; readonly why: string } {
  if (verdict.state === 'unknown') return { unknown: true, why: verdict.because };
  if (!isAttestable(action)) return { unknown: false, why: verdict.because };
  return { unknown: false, why: 'nobody has stated that it was done, and no inventory shows it' };
}

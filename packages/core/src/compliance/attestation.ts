import { beginsAt, type DemandedAction, type When } from '../directive/index.ts';
import { sameName } from '../names/index.ts';

/** What no inventory shows, so that a person has to state it. */
export const attestedActions = ['mitigate', 'disconnect', 'collect-evidence'] as const;
export type AttestedAction = (typeof attestedActions)[number];

/** A person's statement that a host or a group has done what a directive demands. */
export interface Attestation {
  readonly id: string;
  readonly directive: string;
  readonly subject: AttestationSubject;
  readonly action: AttestedAction;
  /** When it was done. */
  readonly at: When;
  /** How one can tell: words, an address, a ticket. */
  readonly evidence: string;
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly recordedMs: number;
  readonly withdrawnBy: string | null;
  /** Milliseconds since 1970; null while nobody has withdrawn it. */
  readonly withdrawnMs: number | null;
}

export type AttestationSubject =
  /** The id is null when the host has been removed. */
  | { readonly kind: 'host'; readonly id: string | null; readonly name: string }
  | { readonly kind: 'group'; readonly group: string };

/**
 * Two answers of the past: what held then by all that is known now, or what was on record then.
 */
export type Knowing = 'now' | 'then';

/**
 * Whether the statement counts at an instant. One that was withdrawn was wrong: by what is known now
 * it never counted; on record it stood until it was withdrawn.
 */
export function attestedAt(
  { at, recordedMs, withdrawnMs }: Attestation,
  { atMs, zone, knowing }: { atMs: number; zone: string; knowing: Knowing },
): boolean {
  if (beginsAt(at, zone) > atMs) return false;
  if (knowing === 'now') return withdrawnMs === null;
  return recordedMs <= atMs && (withdrawnMs === null || withdrawnMs > atMs);
}

export function isAttestable(action: DemandedAction): action is AttestedAction {
  return action !== 'patch';
}

/** The statement that counts for a host in a group, null for none; of several the earliest done. */
export function attestationOf(
  attestations: readonly Attestation[],
  action: DemandedAction,
  { hostId, group }: { readonly hostId: string; readonly group: string | null },
): Attestation | null {
  const about = attestations.filter(
    ({ subject, action: done }) =>
      done === action &&
      (subject.kind === 'host'
        ? subject.id === hostId
        : group !== null && sameName(subject.group, group)),
  );
  return about.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))[0] ?? null;
}

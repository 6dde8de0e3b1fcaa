import { sameName } from '../names/index.ts';
import { endOfDay, utcDay } from '../time/index.ts';

/**
 * Somebody's decision, with an owner and an end, that a host or a group need not have an update,
 * have an advisory closed, or obey a directive for now.
 */
export interface Exception {
  readonly id: string;
  readonly subject: ExceptionSubject;
  readonly object: ExceptionObject;
  /** Whoever answers for it. */
  readonly owner: string;
  readonly reason: string;
  /** ISO date with whose end it ends. */
  readonly until: string;
  /** Whose days are meant: `Europe/Berlin`. */
  readonly zone: string;
  readonly createdBy: string;
  /** Milliseconds since 1970. */
  readonly createdMs: number;
  readonly revokedBy: string | null;
  /** Milliseconds since 1970; null while nobody has revoked it. */
  readonly revokedMs: number | null;
}

export type ExceptionSubject =
  /** The id is null when the host has been removed. */
  | { readonly kind: 'host'; readonly id: string | null; readonly name: string }
  | { readonly kind: 'group'; readonly group: string };

export const exceptionObjects = ['update', 'advisory', 'directive'] as const;

export interface ExceptionObject {
  readonly kind: (typeof exceptionObjects)[number];
  /** `KB5039227`, `CVE-2024-30078`, or a directive's id. */
  readonly name: string;
}

export type ExceptionState = 'in-force' | 'ended' | 'revoked';

/** What has become of it by then. One that was not made yet is not in force either. */
export function exceptionState(exception: Exception, atMs: number): ExceptionState | 'to-come' {
  const { subject, createdMs, revokedMs } = exception;
  if (createdMs > atMs) return 'to-come';
  if (revokedMs !== null && revokedMs <= atMs) return 'revoked';
  const removed = subject.kind === 'host' && subject.id === null;
  return removed || endsMs(exception) <= atMs ? 'ended' : 'in-force';
}

/** A host and what it might be excepted from. */
export interface ExceptionQuestion {
  readonly hostId: string;
  /** Null for none. */
  readonly group: string | null;
  readonly object: ExceptionObject;
}

/** The exception that holds for the host then, of several the one that lasts longest. */
export function exceptionAt(
  exceptions: readonly Exception[],
  { object: { kind, name }, ...host }: ExceptionQuestion,
  atMs: number,
): Exception | null {
  const held = exceptionsFor(exceptions, host, atMs);
  return held.find(({ object }) => object.kind === kind && sameName(object.name, name)) ?? null;
}

/** All that hold for the host then, the one that lasts longest first. */
export function exceptionsFor(
  exceptions: readonly Exception[],
  { hostId, group }: Pick<ExceptionQuestion, 'hostId' | 'group'>,
  atMs: number,
): readonly Exception[] {
  const isFor = ({ subject }: Exception) =>
    subject.kind === 'host' ? subject.id === hostId : sameName(subject.group, group ?? '');
  return exceptions
    .filter((one) => isFor(one) && exceptionState(one, atMs) === 'in-force')
    .toSorted((a, b) => endsMs(b) - endsMs(a));
}

function endsMs({ until, zone }: Pick<Exception, 'until' | 'zone'>): number {
  return endOfDay(until, zone);
}

/** Why an exception can not end then, in words; null where it can: in the future, within a year. */
export function endProblem(end: Pick<Exception, 'until' | 'zone'>, nowMs: number): string | null {
  if (endsMs(end) <= nowMs) return 'is over already';
  const today = utcDay(nowMs);
  const last = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  return end.until > last ? `is more than a year ahead: ${last} is the last day` : null;
}

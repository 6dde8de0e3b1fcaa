/** What an agent says each time, and what it is told. */
import { z } from 'zod';
import { isoTime } from '../text/index.ts';
import { agentInstance } from './enrolment.ts';
import { order } from './order.ts';
import { watch } from './watch.ts';

/** SHA-256 of a document's canonical JSON (RFC 8785), hexadecimal. */
export const documentHash = z.string().regex(/^[0-9a-f]{64}$/);

/** The four that a host has; each is sent when the server lacks it. */
export const documentKind = z.enum(['posture', 'candidates', 'status', 'health']);
export type DocumentKind = z.infer<typeof documentKind>;

/** Small, because an unchanged host says nothing else. Null for what the host has not looked at yet. */
export const checkIn = z.object({
  instance: agentInstance,
  posture: documentHash.nullable(),
  candidates: documentHash.nullable(),
  /** When all of the host's own sources answered last, by its clock. */
  candidatesAt: isoTime.nullable(),
  status: documentHash,
  /** Null where nothing is watched, or was looked at yet; agents before the watch do not say it. */
  health: documentHash.nullable().default(null),
});
export type CheckIn = z.infer<typeof checkIn>;

export const checkInAnswer = z.object({
  pollSeconds: z.int().min(1).max(86_400),
  wants: z.array(documentKind).max(4),
  /** One at a time; the same again until the host has said that it is begun or ended. */
  order: order.nullable(),
  /** From now on, until an answer says another; null for nothing, as of servers before the watch. */
  watch: watch.nullable().default(null),
});
export type CheckInAnswer = z.infer<typeof checkInAnswer>;

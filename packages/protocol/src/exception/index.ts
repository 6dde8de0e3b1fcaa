/** Exceptions: a host or a group that need not have an update, or obey an order, for now. */
import { z } from 'zod';
import { timeZone } from '../directive/index.ts';
import { isoDate, isoTime, textUpTo } from '../text/index.ts';

export const exceptionId = z.uuid();
const text = textUpTo(200).trim().min(1);

const exceptionObject = z.object({
  kind: z.enum(['update', 'advisory', 'directive']),
  /** `KB5039227`, `CVE-2024-30078`, or a directive's id. */
  name: text,
});

export const newException = z.object({
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('host'), id: z.uuid() }),
    z.object({ kind: z.literal('group'), group: text }),
  ]),
  object: exceptionObject,
  /** Whoever answers for it. */
  owner: text,
  reason: textUpTo(2000).trim().min(1),
  /** With whose end it ends: at most a year ahead. */
  until: isoDate,
  /** Whose days are meant. */
  zone: timeZone.default('UTC'),
});
export type NewException = z.infer<typeof newException>;

export const exception = z.object({
  id: exceptionId,
  subject: z.discriminatedUnion('kind', [
    /** The id is null when the host was removed. */
    z.object({ kind: z.literal('host'), id: z.uuid().nullable(), name: z.string() }),
    z.object({ kind: z.literal('group'), group: z.string() }),
  ]),
  object: exceptionObject,
  owner: z.string(),
  reason: z.string(),
  until: isoDate,
  zone: z.string(),
  state: z.enum(['in-force', 'ended', 'revoked']),
  createdBy: z.string(),
  createdAt: isoTime,
  revokedBy: z.string().nullable(),
  revokedAt: isoTime.nullable(),
});
export type Exception = z.infer<typeof exception>;

/** Also those that have ended; the newest first. */
export const exceptionList = z.object({ exceptions: z.array(exception) });

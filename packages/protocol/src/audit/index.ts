/** The ledger of who did what, and whether its chain is whole. */
import { z } from 'zod';
import { cursor, isoTime, textUpTo } from '../text/index.ts';

/** Which entries; all of them where nothing is said. */
export const auditFilter = z.object({
  /** In who did it, what was done (as written, or in words) or of what, in any case. */
  text: textUpTo(200).trim().optional(),
  /** Of this instant or later. */
  from: isoTime.optional(),
  /** Earlier than this instant. */
  before: isoTime.optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const auditQuery = auditFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: cursor.optional(),
});
export type AuditQuery = z.infer<typeof auditQuery>;

const hash = z.string();

export const auditEntry = z.object({
  /** 1, 2, 3 … without gaps. */
  sequence: z.int().positive(),
  /** Null for an entry that was changed to hold no time. */
  at: isoTime.nullable(),
  actor: z.string(),
  /** `host.import`; another version of Daybreak may have written one that this one has no words for. */
  action: z.string(),
  subject: z.string(),
  /** An object, unless the entry was changed. */
  details: z.unknown(),
  /** The hash of the entry before. */
  previous: hash,
  hash,
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditPage = z.object({
  /** The newest first. */
  entries: z.array(auditEntry),
  /** How many match, on all pages; told with the first one only. */
  total: z.int().nonnegative().nullable(),
  next: z.string().nullable(),
});
export type AuditPage = z.infer<typeof auditPage>;

export const auditChainQuery = z.object({
  /** `true` to verify again what was verified before. */
  anew: z.enum(['true', 'false']).default('false'),
});

export const auditChain = z.object({
  /** Entries 1 to this one follow each from the one before; 0 where there is none. */
  upTo: z.int().nonnegative(),
  /** Of that entry. Kept elsewhere, it shows later that nothing up to it was changed or cut off. */
  hash,
  /** The first entry that does not follow from the one before, and why; null where all do. */
  broken: z.object({ sequence: z.int().positive(), reason: z.string() }).nullable(),
  checkedAt: isoTime,
  /** When the chain was last read from its very first entry on. */
  readWholeAt: isoTime,
});
export type AuditChain = z.infer<typeof auditChain>;

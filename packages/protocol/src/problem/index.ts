/** The body of every error answer: RFC 9457, `application/problem+json`. */
import { z } from 'zod';

export const problem = z.object({
  /** A name for the kind of problem that stays the same: `urn:daybreak:problem:not-found`. */
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  /** Finds the entry in the server's log: `urn:daybreak:request:…`. */
  instance: z.string(),
  /** Which parts of the input are wrong; only where the input is at fault. */
  errors: z.array(z.object({ place: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;

export const problemMediaType = 'application/problem+json';

/** Is it up, and can it do its work? */
import { z } from 'zod';
import { isoTime } from '../text/index.ts';

export const health = z.object({
  status: z.enum(['ok', 'database-unreachable']),
  version: z.string(),
  at: isoTime,
});
export type Health = z.infer<typeof health>;

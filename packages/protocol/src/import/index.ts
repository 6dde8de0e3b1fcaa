/** Bringing hosts in: inventories as text, and what became of them. */
import { z } from 'zod';
import { textUpTo } from '../text/index.ts';

export const pastedInventory = z.object({
  text: z.string().min(1).max(20_000_000),
  group: textUpTo(200).default(''),
});
export type PastedInventory = z.infer<typeof pastedInventory>;

export const importError = z.object({
  /** File, and line where it is known: `hosts.zip/web-1.txt:12`. */
  place: z.string(),
  message: z.string(),
});
export type ImportError = z.infer<typeof importError>;

export const importResult = z.object({
  /** Hosts that were not known before. */
  added: z.int().nonnegative(),
  /** Known hosts whose posture changed. */
  changed: z.int().nonnegative(),
  /** Known hosts that are as they were. */
  unchanged: z.int().nonnegative(),
  /** Hosts of which something newer is already known; nothing was changed for them. */
  outdated: z.int().nonnegative(),
  /** Hosts that the same import named more than once; the last one counted. */
  repeated: z.array(z.string()),
  warnings: z.array(z.object({ host: z.string(), message: z.string() })),
  errors: z.array(importError),
});
export type ImportResult = z.infer<typeof importResult>;

import { z } from 'zod';
import { textUpTo } from '../text/index.ts';

/** As dpkg has it on a host. */
export const debianPackage = z.strictObject({
  /** `libssl3`. */
  name: textUpTo(200).min(1),
  /** `amd64`, `all`. */
  architecture: textUpTo(50).min(1),
  version: textUpTo(200).min(1),
  /** The source package: `openssl`. */
  source: textUpTo(200).min(1),
  sourceVersion: textUpTo(200).min(1),
  /** `held`: kept as it is on purpose. `half-done`: something stopped before it was done. */
  state: z.enum(['installed', 'held', 'half-done']),
});
export type DebianPackage = z.infer<typeof debianPackage>;

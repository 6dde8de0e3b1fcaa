import { z } from 'zod';
import { textUpTo } from '../text/index.ts';

/** As RPM has it on a host. What each says is in core's `RpmPackage`. */
export const rpmPackage = z.strictObject({
  name: textUpTo(200).min(1),
  architecture: textUpTo(50).min(1),
  version: textUpTo(200).min(1),
  source: textUpTo(200),
  sourceVersion: textUpTo(200),
  state: z.enum(['installed', 'half-done']),
});
export type RpmPackage = z.infer<typeof rpmPackage>;

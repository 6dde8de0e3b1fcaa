import { policyId } from '@daybreak/protocol/policy';
import { z } from 'zod';

/** The policy, and of one's own its version, from whose text a new one is begun. */
export const startSearch = z.object({
  from: policyId.optional().catch(undefined),
  version: z.int().positive().optional().catch(undefined),
});
export type StartSearch = z.infer<typeof startSearch>;

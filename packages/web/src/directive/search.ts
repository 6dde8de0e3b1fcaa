import { complianceState } from '@daybreak/protocol/compliance';
import { when } from '@daybreak/protocol/directive';
import { z } from 'zod';

/** Of what date the proof is, as it stands in the address. */
export const proofSearch = z.object({
  asOf: when.optional().catch(undefined),
  knowing: z.enum(['now', 'then']).optional().catch(undefined),
});
export type ProofSearch = z.infer<typeof proofSearch>;

/** The same with which hosts are shown: those that need somebody, all, or one state. */
export const directiveSearch = proofSearch.extend({
  show: z
    .union([complianceState, z.literal('all')])
    .optional()
    .catch(undefined),
});
export type DirectiveSearch = z.infer<typeof directiveSearch>;

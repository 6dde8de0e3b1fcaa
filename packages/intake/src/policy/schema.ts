import type { PolicyForm } from '@daybreak/core/urgency';
import { z } from 'zod';

const text = z.string().trim().min(1, 'must say something').max(500);
/** A number is a word too: the threshold of a column, the key of a tier. */
const word = z.union([text, z.number().transform(String)]);

/** A policy's file, as docs/policies.md describes it. What it does not name is a slip: refused. */
export const policySchema = z.strictObject({
  policy: text.regex(/^[a-z\d][a-z\d-]*$/, 'must be lower-case letters, digits and hyphens'),
  title: text,
  source: text,
  tiers: z
    .array(
      z.strictObject({
        key: word,
        name: text,
        within: text,
        evidence_first: z.boolean().optional(),
      }),
    )
    .min(1, 'must have a tier')
    .max(50),
  inputs: z.array(word).min(1, 'must ask for something').max(12),
  rows: z.array(z.array(word)).min(1, 'must have a row'),
}) satisfies z.ZodType<PolicyForm>;

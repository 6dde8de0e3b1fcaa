/** The example fleet: invented hosts to look at, marked as such, removed in one step. */
import { z } from 'zod';

export const exampleFleet = z.object({ present: z.boolean(), hosts: z.int().nonnegative() });
export type ExampleFleet = z.infer<typeof exampleFleet>;

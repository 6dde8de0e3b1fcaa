import { z } from 'zod';

/** What the form of a new exception begins with, as a link to it says. */
export const exceptionSearch = z.object({
  host: z.uuid().optional().catch(undefined),
  group: z.string().max(200).optional().catch(undefined),
  kind: z.enum(['update', 'advisory', 'directive']).optional().catch(undefined),
  name: z.string().max(200).optional().catch(undefined),
});
export type ExceptionSearch = z.infer<typeof exceptionSearch>;

/** The exception that has just been made. */
export const madeSearch = z.object({ made: z.uuid().optional().catch(undefined) });

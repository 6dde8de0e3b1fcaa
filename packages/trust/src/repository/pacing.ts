import { z } from 'zod';

/**
 * What the server lets hosts do now. It is signed with the timestamp and lives as long: where it has
 * expired, nothing new is begun, so that a halt cannot be hidden by holding back what is newer.
 */
export const pacing = z.object({
  /** Nothing is begun at all. */
  stopped: z.boolean(),
  /** Paths of the manifests that may be carried out now. */
  open: z.array(z.string().max(200)).max(10_000),
});
export type Pacing = Readonly<z.infer<typeof pacing>>;

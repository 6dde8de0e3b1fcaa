import { verdict } from '@daybreak/protocol/exposure';
import { hostOrder } from '@daybreak/protocol/host';
import { updateName } from '@daybreak/protocol/text';
import { z } from 'zod';

/**
 * What the host list is asked for, as it stands in the address: a link to it can be shared. What
 * an address holds that is no filter is left out.
 */
export const hostSearch = z.object({
  text: z.string().max(200).optional().catch(undefined),
  verdict: verdict.optional().catch(undefined),
  group: z.string().max(200).optional().catch(undefined),
  update: updateName.optional().catch(undefined),
  order: hostOrder.optional().catch(undefined),
});
export type HostSearch = z.infer<typeof hostSearch>;

/** True when the list shows less than the whole fleet. */
export function isFiltered({ text, verdict: wanted, group, update }: HostSearch): boolean {
  return [text, wanted, group, update].some((filter) => filter !== undefined && filter !== '');
}

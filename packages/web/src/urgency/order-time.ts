/** When the clocks of policies and orders begin and end. */
import { utcDay } from '@daybreak/core/time';
import type { OrderInForce } from '@daybreak/protocol/urgency';

/** Whether the time of one of its demands is known to be up. */
export function isOver({ demands }: Pick<OrderInForce, 'demands'>, now: Date): boolean {
  return demands.some(({ due }) => due !== null && Date.parse(due) <= now.getTime());
}

/** The day on which a clock began, in UTC; one that began with the end of a day began on that day. */
export function clockDay(from: string): string {
  return utcDay(Date.parse(from) - 1);
}

import { type FleetDeadline, noticesFor } from '@daybreak/core/notice';
import { type Database, transact } from '@daybreak/storage/database';
import {
  addNotices,
  channelsToSendTo,
  holdTelling,
  queueDeliveries,
  readNoticeSettings,
  readTold,
} from '@daybreak/storage/notice';

/**
 * Decides what is to be told of these deadlines and queues it, one delivery for each channel: all of
 * it or nothing, and one server at a time. Without a channel nothing counts as told: the first one
 * that is made gets all that is open then.
 * @returns how many notices there are
 */
export function tellDeadlines(
  { database, newId }: { readonly database: Database; readonly newId: () => string },
  deadlines: readonly FleetDeadline[],
  at: Date,
): Promise<number> {
  return transact(database, async (tx) => {
    await holdTelling(tx);
    const channels = await channelsToSendTo(tx);
    if (channels.all === 0) return 0;
    const told = await readTold(
      tx,
      deadlines.map(({ update }) => update),
    );
    const notices = noticesFor(deadlines, told, at.getTime(), await readNoticeSettings(tx));
    if (notices.length === 0) return 0;
    const batch = newId();
    await addNotices(
      tx,
      batch,
      notices.map((notice) => ({ ...notice, id: newId() })),
    );
    const deliveries = channels.ids.map((channelId) => ({ id: newId(), channelId }));
    await queueDeliveries(tx, batch, deliveries, at);
    return notices.length;
  });
}

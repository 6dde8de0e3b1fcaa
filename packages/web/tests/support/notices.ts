/** Channels of each kind, and a log in which everything has happened. */
import { randomUUID } from 'node:crypto';
import { defaultNoticeSettings, noticesFor } from '@daybreak/core/notice';
import { transact } from '@daybreak/storage/database';
import { addChannel, addNotices, addTest, keepMailServer } from '@daybreak/storage/notice';
import type { Daybreak } from './daybreak.ts';

const minute = 60_000;

/** @param now when it ends, as the server sees it */
export async function sendNotices(
  { database }: Pick<Daybreak, 'database'>,
  now = new Date('2024-06-20T08:00:00.000Z'),
): Promise<void> {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * minute);
  const [pager, ops, batch] = [randomUUID(), randomUUID(), randomUUID()];
  const made = { createdBy: 'Ada', at: ago(9000) };
  await transact(database, async (tx) => {
    const url = 'https://hooks.example/secret';
    await addChannel(
      tx,
      { id: pager, kind: 'webhook', name: 'Pager', url, secret: 'whsec_' },
      made,
    );
    const to = ['ops@example.test', 'a.lead.with.a.long.name@department.example.test'];
    await addChannel(tx, { id: ops, kind: 'email', name: 'Operations', to }, made);
    const atom = { kind: 'atom' as const, name: 'Wall display', tokenHash: randomUUID() };
    await addChannel(tx, { id: randomUUID(), ...atom }, made);
    await addNotices(tx, batch, notices(ago(300).getTime()));
    await keepMailServer(tx, {
      ...{ host: 'mail.example.test', port: 587, security: 'starttls', user: 'daybreak' },
      ...{ password: 'kept', from: 'daybreak@example.test' },
    });
    const row = (channel_id: string, minutes: number) => ({
      ...{ id: randomUUID(), channel_id, batch, created_at: ago(minutes), next_at: ago(minutes) },
      ...{ give_up_at: ago(minutes - 4320), last_attempt_at: ago(minutes), last_error: null },
    });
    const failed = { last_error: 'Nobody listens there (ECONNREFUSED)', outage: true };
    const refused = 'Its certificate is not trusted here: unable to verify the first certificate';
    await tx
      .insertInto('notice_deliveries')
      .values([
        { ...row(ops, 4500), state: 'sent', attempts: 1, sent_at: ago(4500) },
        { ...row(pager, 4400), ...failed, state: 'given-up', attempts: 21 },
        { ...row(ops, 300), state: 'sent', attempts: 3, sent_at: ago(290) },
        { ...row(pager, 300), ...failed, state: 'failed', attempts: 7, next_at: ago(-45) },
        { ...row(ops, 10), state: 'failed', attempts: 2, next_at: ago(-2), last_error: refused },
      ])
      .execute();
    const error = 'It answered 404.';
    const test = { id: randomUUID(), channelId: pager, at: ago(5) };
    await addTest(tx, test, { state: 'given-up', error, outage: false });
  });
}

function notices(nowMs: number) {
  const deadlines = ['KB5039227', 'KB5039217', 'KB5039225'].map((update) => ({
    ...{ update, title: 'Cumulative update', policy: 'daybreak', tier: '24 hours', group: null },
    ...{ fromMs: nowMs - 9e7, dueMs: nowMs - 4e6, reasons: 'It is exploited', hosts: 2 },
  }));
  const told = noticesFor(deadlines, [], nowMs, defaultNoticeSettings);
  return told.map((notice) => ({ ...notice, id: randomUUID() }));
}

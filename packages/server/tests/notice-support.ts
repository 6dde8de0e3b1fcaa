/** A runner on a real database, with a clock, a list of deadlines and chance that a test sets. */
import { randomUUID } from 'node:crypto';
import { type FleetDeadline, triedForMs } from '@daybreak/core/notice';
import { NoticeRunner } from '@daybreak/server/notice';
import { transact } from '@daybreak/storage/database';
import {
  addChannel,
  type Channel,
  keepMailServer,
  listDeliveries,
  type MailServer,
} from '@daybreak/storage/notice';
import type { TestServer } from '../../storage/tests/support/database.ts';

export const hour = 3_600_000;
export const startMs = Date.parse('2024-06-11T17:00:00Z');
export const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
export { triedForMs };

export function deadline(more: Partial<FleetDeadline> = {}): FleetDeadline {
  return {
    update: 'KB5039212',
    title: 'Cumulative update for June <2024>',
    policy: 'daybreak',
    tier: '3 days',
    fromMs: startMs,
    dueMs: startMs + 72 * hour,
    reasons: 'CVE-2024-30080 is wormable',
    hosts: 12,
    group: null,
    ...more,
  };
}

type NewChannel = Channel extends infer C
  ? C extends Channel
    ? Omit<C, 'id' | 'name'>
    : never
  : never;

export async function openRunners(server: TestServer) {
  const { database, ...test } = await server.fresh();
  const state = { nowMs: startMs, deadlines: [deadline()] as readonly FleetDeadline[] };
  const errors: unknown[] = [];
  const runner = (more: Partial<ConstructorParameters<typeof NoticeRunner>[0]> = {}) =>
    new NoticeRunner({
      database,
      deadlines: async () => state.deadlines,
      now: () => new Date(state.nowMs),
      random: () => 0.5,
      newId: randomUUID,
      origin: 'https://daybreak.example',
      version: '0.1.0',
      onError: (error) => errors.push(error),
      ...more,
    });
  const first = runner();
  return {
    database,
    state,
    errors,
    runner,
    first,
    add: async (channel: NewChannel) => {
      const id = randomUUID();
      const made = { createdBy: 'Ada', at: new Date(state.nowMs) };
      await transact(database, (tx) =>
        addChannel(tx, { ...channel, id, name: channel.kind } as Channel, made),
      );
      return id;
    },
    setMailServer: (more: Partial<MailServer> & Pick<MailServer, 'port'>) => {
      const facts = { host: 'localhost', user: '', password: '', from: 'daybreak@example.test' };
      return transact(database, (tx) =>
        keepMailServer(tx, { ...facts, security: 'none', ...more }),
      );
    },
    /** Looks and sends at a time, in hours after the start. */
    at: async (hours: number, who = first) => {
      state.nowMs = startMs + hours * hour;
      await who.look();
      await who.deliver();
    },
    log: () => listDeliveries(database, { before: null, limit: 100 }),
    [Symbol.asyncDispose]: async () => {
      await first.stop();
      await test[Symbol.asyncDispose]();
    },
  };
}

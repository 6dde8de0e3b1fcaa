/**
 * The server's feeds: read in a process of their own, because reading them keeps a processor busy
 * for many seconds in which the server has people to answer.
 */
import { fork } from 'node:child_process';
import { FeedOutage } from '@daybreak/feeds/feed';
import type { IndexExposure } from '@daybreak/server/exposure';
import type { FeedService, SyncStep } from '@daybreak/server/feed';
import type { SyncMessage } from '../feeds/messages.ts';

export function feedService(program: string, data: string, exposure: IndexExposure): FeedService {
  return {
    status: () => exposure.feeds(),
    sync: (report, signal) => syncApart(program, data, report, signal),
  };
}

function syncApart(
  program: string,
  data: string,
  report: (step: SyncStep) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | null = null;
    const child = fork(program, ['feeds', 'sync', '--data', data], { signal, silent: true });
    child.on('message', (message: SyncMessage) => {
      if (message.kind === 'step') report(message.step);
      else failure = failureOf(message);
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (failure !== null) reject(failure);
      else if (code === 0) resolve();
      else reject(new Error(`the sync ended with status ${code}`));
    });
  });
}

function failureOf({ address, reason }: Extract<SyncMessage, { kind: 'failed' }>): Error {
  return address === null ? new Error(reason) : new FeedOutage(address, null, 1, reason);
}

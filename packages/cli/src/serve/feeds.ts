/**
 * The server's feeds: read in a process of their own, because reading them keeps a processor busy
 * for many seconds in which the server has people to answer.
 */
import { fork } from 'node:child_process';
import type { FeedStatus } from '@daybreak/core/bulletin';
import { FeedOutage } from '@daybreak/feeds/feed';
import { IndexError } from '@daybreak/feeds/index-file';
import { allFeeds } from '@daybreak/feeds/knowledge';
import { ThreatFiles } from '@daybreak/feeds/threat-file';
import type { IndexExposure } from '@daybreak/server/exposure';
import type { FeedService, SyncStep } from '@daybreak/server/feed';
import type { SyncMessage } from '../feeds/messages.ts';

export function feedService(program: string, data: string, exposure: IndexExposure): FeedService {
  return {
    status: () => statusOf(exposure.feeds(), data),
    sync: (report, signal) => syncApart(program, data, report, signal),
  };
}

/** Of all feeds; of none while there is no knowledge at all. */
function statusOf(knowledge: readonly FeedStatus[], data: string): readonly FeedStatus[] {
  if (knowledge.length === 0) return [];
  using threats = new ThreatFiles(data);
  try {
    return allFeeds(knowledge, threats.feeds);
  } catch (error) {
    if (!(error instanceof IndexError)) throw error;
    console.error(error.message);
    return knowledge;
  }
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

import type { FeedStatus } from '@daybreak/core/bulletin';
import { dataFolder } from '@daybreak/feeds/data-folder';
import { FeedError, FeedOutage } from '@daybreak/feeds/feed';
import { syncFromFolder, syncOnline } from '@daybreak/feeds/sync';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { shippedBulletins } from '../shipped.ts';
import { outageAdvice, outageReason } from './outage.ts';
import { type SyncProgress, syncProgress } from './progress.ts';
import { feedText } from './status.ts';

export interface SyncOptions {
  readonly from?: string;
  readonly data?: string;
}

/** After an error. What is exploited is taken in before the rest is fetched. */
const outcomes = {
  folder: 'Nothing was changed: the feeds are as they were.',
  fetched: 'The feeds are as they were, but for KEV if it had come in before.',
};

/** Takes in what is new and makes what answers come from; after any error the last good state stays. */
export async function syncFeeds({ from, data }: SyncOptions): Promise<ExitCode> {
  const progress = syncProgress();
  const outages: FeedOutage[] = [];
  try {
    const feeds = await takeIn(from, dataFolder(data), progress, outages);
    progress.end();
    process.stdout.write(`${feeds.map(feedText).join('\n')}\n`);
  } catch (error) {
    progress.end();
    if (!(error instanceof FeedError || error instanceof FeedOutage)) throw error;
    return fail(progress, error, from === undefined ? outcomes.fetched : outcomes.folder);
  }
  for (const outage of outages) fail(progress, outage, 'That feed is as old as it was.');
  const advice = outageAdvice(outages);
  if (advice !== null) console.error(advice);
  return outages.length > 0 ? exitCodes.badInput : exitCodes.answered;
}

/** @returns what each feed covers now; publishers that did not answer are added to the outages */
async function takeIn(
  from: string | undefined,
  data: string,
  progress: SyncProgress,
  outages: FeedOutage[],
): Promise<readonly FeedStatus[]> {
  const options = { onProgress: showing(progress, 'reading'), shippedFolder: shippedBulletins };
  if (from !== undefined) return syncFromFolder(from, data, options);
  const onDownload = showing(progress, 'fetching');
  const result = await syncOnline(data, fetch, { ...options, onDownload });
  outages.push(...result.outages);
  return result.statuses;
}

function showing(progress: SyncProgress, step: string) {
  return (how: { readonly documentsDone: number; readonly documentsTotal: number }): void =>
    progress.step(step, how.documentsDone, how.documentsTotal);
}

function fail(progress: SyncProgress, error: FeedError | FeedOutage, outcome: string): ExitCode {
  if (error instanceof FeedOutage) progress.failed(error.address, outageReason(error));
  else progress.failed(null, error.message);
  console.error(`${error.message}\n${outcome}`);
  return exitCodes.badInput;
}

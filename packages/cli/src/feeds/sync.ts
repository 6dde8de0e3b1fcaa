import { dataFolder } from '@daybreak/feeds/data-folder';
import { FeedError, FeedOutage } from '@daybreak/feeds/feed';
import { indexFeeds } from '@daybreak/feeds/knowledge';
import { syncFromFolder, syncOnline } from '@daybreak/feeds/sync';
import cliProgress from 'cli-progress';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { feedText } from './status.ts';

export interface SyncOptions {
  readonly from?: string;
  readonly data?: string;
}

/** Takes in what is new and indexes it; after any error the last good state stays. */
export async function syncFeeds(options: SyncOptions): Promise<ExitCode> {
  const data = dataFolder(options.data);
  const bar = new cliProgress.SingleBar(
    {
      format: '{step} {bar} {value}/{total} documents',
      stream: process.stderr,
      clearOnComplete: true,
    },
    cliProgress.Presets.shades_classic,
  );
  const outages: FeedOutage[] = [];
  try {
    bar.start(0, 0, { step: 'Reading' });
    const feeds = await indexFeeds(data, async (sink) => {
      const onProgress = showOn(bar, 'Reading');
      if (options.from !== undefined) {
        return syncFromFolder(options.from, data, sink, { onProgress });
      }
      const onDownload = showOn(bar, 'Fetching');
      const result = await syncOnline(data, fetch, sink, { onProgress, onDownload });
      outages.push(...result.outages);
      return result.statuses;
    });
    bar.stop();
    process.stdout.write(`${feeds.map(feedText).join('\n')}\n`);
    for (const outage of outages) console.error(`not reached, try again later: ${outage.message}`);
    return outages.length > 0 ? exitCodes.badInput : exitCodes.answered;
  } catch (error) {
    bar.stop();
    if (!(error instanceof FeedError || error instanceof FeedOutage)) throw error;
    console.error(`${error.message}\nNothing was changed: the feeds are as they were.`);
    return exitCodes.badInput;
  }
}

function showOn(bar: cliProgress.SingleBar, step: string) {
  return (progress: { readonly documentsDone: number; readonly documentsTotal: number }): void => {
    bar.setTotal(progress.documentsTotal);
    bar.update(progress.documentsDone, { step });
  };
}

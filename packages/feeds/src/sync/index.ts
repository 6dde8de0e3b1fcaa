export { FeedError, type FeedErrorCode, FeedOutage, type FeedSink } from '../feed/index.ts';
export * from './online.ts';
export { readFeedFolder } from './read.ts';
export { FeedStore } from './store.ts';
export { type ReadOptions, type ReadProgress, syncFromFolder } from './sync.ts';
export type { DownloadOptions, DownloadProgress } from './visit.ts';

export { FeedError, type FeedErrorCode, FeedOutage, type FeedSink } from '../feed/index.ts';
export * from './online.ts';
export { type ReadOptions, type ReadProgress, readFeedFolder } from './read.ts';
export * from './store.ts';
export { syncFromFolder } from './sync.ts';
export type { DownloadOptions, DownloadProgress } from './visit.ts';

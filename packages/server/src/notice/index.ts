export { NoticeRunner, type RunnerParts } from './runner.ts';
export type { DeadlineSource } from './source.ts';

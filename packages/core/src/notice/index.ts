export type { FleetDeadline } from './fleet-deadline.ts';
export * from './message.ts';
export {
  identityKey,
  type Notice,
  type NoticeKind,
  noticeKinds,
  type SettledOutcome,
  type Told,
} from './notice.ts';
export { noticesFor } from './notices-for.ts';
export { afterFailure, longestWaitMs, type NextAttempt, triedForMs } from './retry.ts';
export { defaultNoticeSettings, type NoticeSettings } from './settings.ts';
export { timeText } from './times.ts';
